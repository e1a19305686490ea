package io.stackstate.api.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a compacted topic of one partition from its beginning, committed records only, on a
 * thread of its own. While Kafka is away it keeps trying, and then begins again: what it feeds must
 * bear to see a record twice.
 */
final class TopicFold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFold.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long RETRY_MILLIS = 1000;

  private final Map<String, Object> config;
  private final TopicPartition partition;
  private final Consumer<ConsumerRecord<byte[], byte[]>> visitor;
  private final Runnable complete;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param visitor called with each record on the thread of this fold
   * @param complete called each time when all has been seen that stood there at the beginning
   */
  TopicFold(
      Map<String, Object> kafka,
      String topic,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor,
      Runnable complete) {
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.partition = new TopicPartition(topic, 0);
    this.visitor = visitor;
    this.complete = complete;
    this.thread = new Thread(this::run, "api-" + topic);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    KafkaConsumer<byte[], byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        follow();
      } while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    List<TopicPartition> assigned = List.of(partition);
    try (KafkaConsumer<byte[], byte[]> c =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer = c;
      c.assign(assigned);
      c.seekToBeginning(assigned);
      long end = c.endOffsets(assigned).get(partition);
      boolean told = false;
      while (closed.getCount() > 0) {
        c.poll(POLL).forEach(visitor);
        if (!told && c.position(partition) >= end) {
          told = true;
          complete.run();
        }
      }
    } catch (WakeupException e) {
      LOG.debug("Stopped");
    } catch (KafkaException e) {
      LOG.warn("{} cannot be read, trying again: {}", partition.topic(), e.getMessage());
    }
  }
}
