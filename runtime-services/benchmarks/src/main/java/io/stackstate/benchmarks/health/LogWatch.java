package io.stackstate.benchmarks.health;

import io.stackstate.benchmarks.Await;
import io.stackstate.model.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic of one partition as anybody would who may see only what is committed: counts, and
 * notes when the last record came.
 */
final class LogWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final AtomicLong health = new AtomicLong();
  private final AtomicLong all = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean closed;

  /** From the end of the topic as it is now. */
  LogWatch(Map<String, Object> kafka, String topic) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("isolation.level", "read_committed");
    config.put("max.poll.records", 10_000);
    config.put("max.partition.fetch.bytes", 8 << 20);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition);
    thread = new Thread(this::run, "watch-" + topic);
    thread.start();
  }

  private void run() {
    while (!closed) {
      int count = 0;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        count++;
        bytes.addAndGet(record.key().length + (record.value() == null ? 0 : record.value().length));
        if (record.topic().equals(Topics.CHANGES) && record.key()[0] == 'h') {
          health.incrementAndGet();
        }
      }
      if (count > 0) {
        lastNanos = System.nanoTime();
        all.addAndGet(count);
      }
    }
  }

  /** Records of health so far. */
  long health() {
    return health.get();
  }

  /** All records so far. */
  long all() {
    return all.get();
  }

  /** Bytes of their keys and values so far. */
  long bytes() {
    return bytes.get();
  }

  /** When the last record came, as {@link System#nanoTime()}. */
  long lastNanos() {
    return lastNanos;
  }

  /** Waits until there were so many records of health; when the last of them came. */
  long awaitHealth(long count) throws Exception {
    Await.until(count + " records of health", () -> health() >= count);
    return lastNanos;
  }

  /**
   * Waits until something has come since a moment, and then nothing for so long.
   *
   * @param sinceNanos as {@link System#nanoTime()}
   * @return when the last record came
   */
  long awaitQuiet(long sinceNanos, Duration quiet) throws Exception {
    Await.until(
        "an end of the changes",
        () -> lastNanos - sinceNanos > 0 && System.nanoTime() - lastNanos > quiet.toNanos());
    return lastNanos;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
  }
}
