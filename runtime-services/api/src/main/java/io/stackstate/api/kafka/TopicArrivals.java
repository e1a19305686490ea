package io.stackstate.api.kafka;

import io.stackstate.stackpacks.provision.DataArrivals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second which of the awaited topics have new messages, by the times of their offsets;
 * no message is read. Looks at nothing while nobody waits.
 */
public final class TopicArrivals implements DataArrivals, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicArrivals.class);
  private static final int API_TIMEOUT_MILLIS = 10_000;

  private final Map<String, Object> config;
  private final Map<Long, Wait> waits = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "api-arrivals");
            daemon.setDaemon(true);
            return daemon;
          });
  private KafkaConsumer<byte[], byte[]> consumer;

  private record Wait(String topic, long sinceMillis, Runnable onData) {}

  public TopicArrivals(Map<String, Object> kafka) {
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  @Override
  public Subscription subscribe(String topic, long sinceMillis, Runnable onData) {
    long id = ids.incrementAndGet();
    waits.put(id, new Wait(topic, sinceMillis, onData));
    return () -> waits.remove(id);
  }

  @Override
  public void close() {
    thread.execute(this::disconnect);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(API_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    if (waits.isEmpty()) {
      disconnect();
      return;
    }
    try {
      if (consumer == null) {
        consumer =
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      }
      Map<String, List<PartitionInfo>> topics = consumer.listTopics();
      Set<Long> arrived = new HashSet<>();
      waits.forEach(
          (id, wait) -> {
            if (hasData(topics.getOrDefault(wait.topic(), List.of()), wait.sinceMillis())) {
              arrived.add(id);
            }
          });
      arrived.forEach(this::tell);
    } catch (KafkaException e) {
      LOG.warn("Topics cannot be looked at, trying again: {}", e.getMessage());
      disconnect();
    } catch (RuntimeException e) {
      LOG.error("Unexpected, trying again", e);
    }
  }

  private void tell(long id) {
    Wait wait = waits.remove(id);
    if (wait != null) {
      wait.onData().run();
    }
  }

  private boolean hasData(List<PartitionInfo> partitions, long sinceMillis) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(
        p -> times.put(new TopicPartition(p.topic(), p.partition()), sinceMillis + 1));
    if (times.isEmpty()) {
      return false;
    }
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    return found.values().stream().anyMatch(offset -> offset != null);
  }

  private void disconnect() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }
}
