package io.stackstate.topology.kafka;

import io.stackstate.model.Topics;
import io.stackstate.model.change.CommitHeader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Follows the change log on a thread of its own and passes whole commits to a listener, each once
 * and in order of number. Aborted transactions are never seen.
 *
 * <p>While Kafka or the topic is away it retries for ever. A record that is not valid is logged,
 * counted and left out. It stops, with the reason in {@link #failure()}, when the listener throws,
 * and when the log no longer holds the position to resume at: then it is not the log that was read
 * before. All methods may be called from any thread.
 */
public final class ChangeLogReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeLogReader.class);
  private static final TopicPartition LOG_PARTITION = new TopicPartition(Topics.CHANGES, 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long FIRST_BACKOFF_MILLIS = 250;
  private static final long LONGEST_BACKOFF_MILLIS = 10_000;

  private final Supplier<Consumer<byte[], byte[]>> connector;
  private final RecordDecoder decoder = new RecordDecoder();
  private final CommitAssembler assembler;
  private final Thread thread = new Thread(this::run, "change-log-reader");
  private final CountDownLatch stopping = new CountDownLatch(1);

  private long position;
  private long endAtStart = -1;
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile boolean caughtUp;
  private volatile long lag = -1;
  private volatile Throwable failure;

  /**
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @param from where an earlier reader was, or {@link ReadPosition#BEGINNING}
   */
  public ChangeLogReader(Map<String, Object> kafka, ReadPosition from, CommitListener listener) {
    this(() -> connect(kafka), from, listener);
  }

  ChangeLogReader(
      Supplier<Consumer<byte[], byte[]>> connector, ReadPosition from, CommitListener listener) {
    this.connector = connector;
    this.assembler = new CommitAssembler(from, listener);
    this.position = from.offset();
    // A program that ends without closing its readers must still end.
    thread.setDaemon(true);
  }

  /** Starts the thread; once. Kafka need not be there yet. */
  public void start() {
    thread.start();
  }

  /** Whether every commit that was in the log when it was first reached has been passed on. */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** How many records are behind the one read last; -1 before the log was first reached. */
  public long lag() {
    return lag;
  }

  /** Why it stopped by itself; empty while it runs and after {@link #close()}. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** How many records were not valid and were left out since this reader was made. */
  public long badRecords() {
    return decoder.badRecords();
  }

  /** Stops and waits until the listener has returned from the commit it is at. */
  @Override
  public void close() {
    stopping.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long backoff = FIRST_BACKOFF_MILLIS;
    while (isRunning()) {
      long positionBefore = position;
      try {
        follow();
      } catch (OffsetOutOfRangeException e) {
        fail(
            new IllegalStateException(
                "the change log does not hold offset "
                    + position
                    + " any more, so it is not the log that was read before",
                e));
      } catch (KafkaException e) {
        if (isRunning()) {
          backoff = position > positionBefore ? FIRST_BACKOFF_MILLIS : backoff;
          LOG.warn("The change log cannot be read, next try in {} ms: {}", backoff, e.toString());
          pause(backoff);
          backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MILLIS);
        }
      } catch (ListenerFailure e) {
        fail(e.getCause());
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  /** Reads until it is closed; what goes wrong in Kafka or the listener ends it. */
  private void follow() {
    try (Consumer<byte[], byte[]> connected = connector.get()) {
      consumer = connected;
      connected.assign(List.of(LOG_PARTITION));
      connected.seek(LOG_PARTITION, position);
      // A process has several readers: their start is no news, that one reads again after a warning
      // is.
      Level level = endAtStart < 0 ? Level.DEBUG : Level.INFO;
      if (endAtStart < 0) {
        endAtStart = connected.endOffsets(List.of(LOG_PARTITION)).get(LOG_PARTITION);
      }
      LOG.atLevel(level).log("The change log is followed from offset {}", position);
      while (isRunning()) {
        ConsumerRecords<byte[], byte[]> records = connected.poll(POLL);
        pass(records.records(LOG_PARTITION));
        if (isRunning()) {
          position = connected.position(LOG_PARTITION);
          noteProgress(connected, records.isEmpty());
        }
      }
    } catch (WakeupException e) {
      LOG.debug("The change log reader is woken to stop", e);
    } finally {
      consumer = null;
    }
  }

  private void pass(List<ConsumerRecord<byte[], byte[]>> records) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (!isRunning()) {
          return;
        }
        // Before the listener is called: a reconnect must not pass a record on twice.
        position = record.offset() + 1;
        CommitHeader header = decoder.header(record);
        if (header != null) {
          assembler.accept(record.offset(), record.timestamp(), header, decoder.change(record));
        }
      }
    } catch (RuntimeException | Error e) {
      throw new ListenerFailure(e);
    }
  }

  private void noteProgress(Consumer<byte[], byte[]> connected, boolean idle) {
    try {
      assembler.advance(position);
      lag = connected.currentLag(LOG_PARTITION).orElse(lag);
      if (idle && lag == 0) {
        assembler.expireAndEmit(System.currentTimeMillis());
      }
    } catch (RuntimeException | Error e) {
      throw new ListenerFailure(e);
    }
    caughtUp = caughtUp || assembler.resumeOffset() >= endAtStart;
  }

  private void fail(Throwable reason) {
    failure = reason;
    LOG.error("The change log reader stops at offset {}", position, reason);
    stopping.countDown();
  }

  private boolean isRunning() {
    return stopping.getCount() > 0;
  }

  private void pause(long millis) {
    try {
      stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static Consumer<byte[], byte[]> connect(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Keeps the listener's exceptions apart from Kafka's. */
  private static final class ListenerFailure extends RuntimeException {
    ListenerFailure(Throwable cause) {
      super(cause);
    }
  }
}
