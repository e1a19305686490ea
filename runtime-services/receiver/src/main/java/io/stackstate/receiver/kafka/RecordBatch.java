package io.stackstate.receiver.kafka;

import io.micrometer.core.instrument.Timer;
import io.stackstate.receiver.intake.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The records of one message. One thread sends; the future of {@link #end()} completes on a thread
 * of the producer.
 */
public final class RecordBatch {
  private final Producer<byte[], byte[]> producer;
  private final BiConsumer<String, Exception> onFailure;
  private final Timer latency;
  private final long startNanos = System.nanoTime();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final AtomicInteger tooLarge = new AtomicInteger();

  /** Starts at one, for {@link #end()}: so it cannot reach zero before the last record is sent. */
  private final AtomicInteger pending = new AtomicInteger(1);

  private final CompletableFuture<Integer> done = new CompletableFuture<>();
  private Header receivedAt;
  private byte[] lastInstance;
  private List<Header> headers = List.of();

  RecordBatch(
      Producer<byte[], byte[]> producer, BiConsumer<String, Exception> onFailure, Timer latency) {
    this.producer = producer;
    this.onFailure = onFailure;
    this.latency = latency;
  }

  /**
   * Hands a record to the producer; waits while its buffer is full.
   *
   * @param receivedMillis becomes the header {@code receivedAt}
   * @throws KafkaAway when this or an earlier record of the batch failed: the rest need not be sent
   */
  public void send(OutgoingRecord record, long receivedMillis) throws KafkaAway {
    pending.incrementAndGet();
    try {
      producer.send(
          new ProducerRecord<>(
              record.topic(),
              null,
              null,
              record.key(),
              record.value(),
              headers(record, receivedMillis)),
          (RecordMetadata metadata, Exception e) -> acknowledged(record.topic(), e));
    } catch (KafkaException | IllegalStateException e) {
      acknowledged(record.topic(), e);
    }
    if (failure.get() != null) {
      throw new KafkaAway("Kafka is not available", failure.get());
    }
  }

  /**
   * After the last record: completes when all are acknowledged by all in-sync replicas, with the
   * number of those that the broker found too large; fails with {@link KafkaAway} when one failed.
   */
  public CompletableFuture<Integer> end() {
    countDown();
    return done;
  }

  private List<Header> headers(OutgoingRecord record, long receivedMillis) {
    if (receivedAt == null || !Arrays.equals(lastInstance, record.instance())) {
      receivedAt =
          new RecordHeader(
              "receivedAt", Long.toString(receivedMillis).getBytes(StandardCharsets.US_ASCII));
      lastInstance = record.instance();
      headers =
          lastInstance == null
              ? List.of(receivedAt)
              : List.of(receivedAt, new RecordHeader("instance", lastInstance));
    }
    return headers;
  }

  private void acknowledged(String topic, Exception e) {
    if (e instanceof RecordTooLargeException) {
      tooLarge.incrementAndGet();
    } else if (e != null && failure.compareAndSet(null, e)) {
      onFailure.accept(topic, e);
    }
    countDown();
  }

  private void countDown() {
    if (pending.decrementAndGet() == 0) {
      latency.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
      if (failure.get() == null) {
        done.complete(tooLarge.get());
      } else {
        done.completeExceptionally(new KafkaAway("Kafka is not available", failure.get()));
      }
    }
  }
}
