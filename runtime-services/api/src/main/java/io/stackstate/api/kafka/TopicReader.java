package io.stackstate.api.kafka;

import io.stackstate.api.topics.TopicMessages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics with a consumer of its own for every request. Committed messages only. The newest
 * messages of a partition are found by reading a span before its end that grows until it holds
 * enough: transaction markers and compaction leave offsets without a message.
 */
public final class TopicReader implements TopicMessages {
  private static final Comparator<Message> BY_POSITION =
      Comparator.comparingInt(Message::partition).thenComparingLong(Message::offset);

  private final Map<String, Object> config;
  private final long maxBytes;
  private final Duration timeout;

  /**
   * @param maxBytes of message values that one request may hold
   * @param timeout of one request
   */
  public TopicReader(Map<String, Object> kafka, long maxBytes, Duration timeout) {
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.config.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  @Override
  public List<String> names() throws UnavailableException {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return List.copyOf(consumer.listTopics().keySet());
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<Message> read(Request request) throws UnavailableException {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      Reading reading = new Reading(consumer, System.nanoTime() + timeout.toNanos());
      List<Message> messages = new ArrayList<>();
      List<TopicPartition> partitions = partitions(consumer, request);
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        messages.addAll(
            request.offset().isPresent()
                ? reading.from(partition, request.offset().getAsLong(), request.limit())
                : reading.newest(partition, request.limit()));
      }
      return request.offset().isPresent()
          ? first(messages, request.limit())
          : newest(messages, request.limit());
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, Request request) {
    return consumer.partitionsFor(request.topic()).stream()
        .filter(
            p -> request.partition().isEmpty() || request.partition().getAsInt() == p.partition())
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private static List<Message> first(List<Message> messages, int limit) {
    return messages.stream().sorted(BY_POSITION).limit(limit).toList();
  }

  private static List<Message> newest(List<Message> messages, int limit) {
    return messages.stream()
        .sorted(Comparator.comparingLong(Message::timeMillis).thenComparing(BY_POSITION).reversed())
        .limit(limit)
        .sorted(BY_POSITION)
        .toList();
  }

  private static UnavailableException unavailable(KafkaException e) {
    return new UnavailableException("Kafka cannot be read: " + e.getMessage(), e);
  }

  /** One request's reading, with what is left of its bytes and time. */
  private final class Reading {
    private final KafkaConsumer<String, byte[]> consumer;
    private final long deadlineNanos;
    private long bytes;

    Reading(KafkaConsumer<String, byte[]> consumer, long deadlineNanos) {
      this.consumer = consumer;
      this.deadlineNanos = deadlineNanos;
    }

    Collection<Message> from(TopicPartition partition, long offset, int limit) {
      long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      return span(partition, Math.max(begin, offset), end(partition), limit, false);
    }

    Collection<Message> newest(TopicPartition partition, int limit) {
      long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      long end = end(partition);
      for (long length = 2L * limit; ; length *= 4) {
        long bytesBefore = bytes;
        long start = Math.max(begin, end - length);
        Collection<Message> found = span(partition, start, end, limit, true);
        if (found.size() >= limit || start == begin || isOver()) {
          return found;
        }
        bytes = bytesBefore;
      }
    }

    private long end(TopicPartition partition) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Reads up to {@code end}; {@code last} keeps the last ones of the span, not the first. */
    private Collection<Message> span(
        TopicPartition partition, long start, long end, int limit, boolean last) {
      Deque<Message> kept = new ArrayDeque<>();
      consumer.seek(partition, start);
      while (consumer.position(partition) < end && !isOver()) {
        for (ConsumerRecord<String, byte[]> r : consumer.poll(Duration.ofMillis(200))) {
          if (r.offset() >= end || !last && (kept.size() == limit || bytes > maxBytes)) {
            return kept;
          }
          kept.add(new Message(r.key(), r.partition(), r.offset(), r.timestamp(), r.value()));
          bytes += size(r.value());
          while (kept.size() > limit || last && bytes > maxBytes && !kept.isEmpty()) {
            bytes -= size(kept.removeFirst().value());
          }
        }
      }
      return kept;
    }

    private boolean isOver() {
      return System.nanoTime() - deadlineNanos > 0;
    }

    private static int size(byte[] value) {
      return value == null ? 0 : value.length;
    }
  }
}
