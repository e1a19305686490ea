package io.stackstate.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.receiver.intake.OutgoingRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RecordBatchTest {
  private static final OutgoingRecord RECORD =
      new OutgoingRecord("t", new byte[] {1}, new byte[] {2}, null);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final AtomicInteger failures = new AtomicInteger();
  private final RecordBatch batch =
      new RecordBatch(
          producer,
          (topic, cause) -> failures.incrementAndGet(),
          new SimpleMeterRegistry().timer("latency"));

  @Test
  void isDoneWhenTheLastRecordIsAcknowledged() throws Exception {
    batch.send(RECORD, 1);
    batch.send(RECORD, 1);
    CompletableFuture<Integer> done = batch.end();
    producer.completeNext();
    assertThat(done).isNotDone();
    producer.completeNext();
    assertThat(done).isCompletedWithValue(0);
  }

  @Test
  void failsWhenOneOfManyFails() throws Exception {
    batch.send(RECORD, 1);
    batch.send(RECORD, 1);
    CompletableFuture<Integer> done = batch.end();
    producer.errorNext(new TimeoutException("slow"));
    producer.completeNext();
    assertThat(done).isCompletedExceptionally();
    assertThatThrownBy(done::join).hasCauseInstanceOf(KafkaAway.class);
    assertThat(failures).hasValue(1);
  }

  @Test
  void doesNotGoOnAfterAFailure() throws Exception {
    batch.send(RECORD, 1);
    producer.errorNext(new TimeoutException("slow"));
    assertThatThrownBy(() -> batch.send(RECORD, 1)).isInstanceOf(KafkaAway.class);
  }

  @Test
  void countsWhatTheBrokerFindsTooLarge() throws Exception {
    batch.send(RECORD, 1);
    batch.send(RECORD, 1);
    CompletableFuture<Integer> done = batch.end();
    producer.errorNext(new RecordTooLargeException("large"));
    producer.completeNext();
    assertThat(done).isCompletedWithValue(1);
    assertThat(failures).hasValue(0);
  }
}
