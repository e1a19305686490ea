package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.CommitHeader;
import io.stackstate.topology.Changes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeLogReaderTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CHANGES, 0);

  private final Queue<Consumer<byte[], byte[]>> connections = new ArrayDeque<>();
  private final List<Commit> commits = new CopyOnWriteArrayList<>();
  private ChangeLogReader reader;

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void aRecordThatIsNotValidIsLeftOutAndCounted() {
    MockConsumer<byte[], byte[]> consumer = connection(6);
    Change good = Changes.put(Changes.component(5, "good"));
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(record(0, good.key().toBytes(), good.value(), null));
          consumer.addRecord(
              record(1, good.key().toBytes(), good.value(), new CommitHeader(1, 1, 2, 2)));
          consumer.addRecord(record(2, bytes("what:5\n"), good.value(), single(2)));
          consumer.addRecord(record(3, good.key().toBytes(), bytes("{\"id\":5,"), single(3)));
          consumer.addRecord(record(4, null, good.value(), single(4)));
          consumer.addRecord(record(5, good.key().toBytes(), good.value(), single(5)));
        });
    start(ReadPosition.BEGINNING);
    await().atMost(DEADLINE).until(reader::caughtUp);
    assertThat(reader.badRecords()).isEqualTo(5);
    assertThat(commits).last().isEqualTo(new Commit(5, 5, List.of(good)));
    assertThat(commits.subList(0, commits.size() - 1))
        .extracting(Commit::changes)
        .containsOnly(List.of());
    assertThat(reader.failure()).isEmpty();
  }

  @Test
  void whenKafkaFailsItConnectsAgainAndPassesNothingOnTwice() {
    connections.add(failing(new KafkaException("no broker"), 3));
    MockConsumer<byte[], byte[]> first = connection(3);
    first.schedulePollTask(() -> first.addRecord(component(0, new CommitHeader(1, 1, 2, 0))));
    first.schedulePollTask(() -> first.setPollException(new KafkaException("broker is gone")));
    MockConsumer<byte[], byte[]> second = connection(3);
    second.schedulePollTask(
        () -> {
          second.addRecord(component(1, new CommitHeader(1, 1, 2, 1)));
          second.addRecord(component(2, single(9)));
        });
    start(ReadPosition.BEGINNING);
    await().atMost(DEADLINE).until(reader::caughtUp);
    assertThat(commits).extracting(Commit::number).containsExactly(1L, 2L);
    assertThat(commits).extracting(c -> c.changes().size()).containsExactly(2, 1);
    assertThat(reader.failure()).isEmpty();
    assertThat(second.position(PARTITION)).isEqualTo(3);
  }

  @Test
  void aLogThatDoesNotHoldThePositionStopsItWithAClearReason() {
    connections.add(failing(new OffsetOutOfRangeException(Map.of(PARTITION, 77L)), 50));
    start(new ReadPosition(77, 76));
    await().atMost(DEADLINE).until(() -> reader.failure().isPresent());
    assertThat(reader.failure().orElseThrow())
        .hasMessageContaining("offset 77")
        .hasMessageContaining("not the log that was read before");
  }

  @Test
  void anExceptionOfTheListenerStopsItEvenOneOfKafkas() {
    MockConsumer<byte[], byte[]> consumer = connection(1);
    consumer.schedulePollTask(() -> consumer.addRecord(component(0, single(1))));
    KafkaException thrown = new KafkaException("from the listener");
    reader =
        new ChangeLogReader(
            connections::remove,
            ReadPosition.BEGINNING,
            (commit, next) -> {
              throw thrown;
            });
    reader.start();
    await().atMost(DEADLINE).until(() -> reader.failure().isPresent());
    assertThat(reader.failure()).isEqualTo(Optional.of(thrown));
    assertThat(reader.caughtUp()).isFalse();
    await().atMost(DEADLINE).until(consumer::closed);
  }

  @Test
  void isNotCaughtUpBeforeWhatWasThereAtTheStartHasBeenPassedOn() {
    MockConsumer<byte[], byte[]> consumer = connection(2);
    consumer.schedulePollTask(() -> consumer.addRecord(component(0, new CommitHeader(1, 1, 2, 0))));
    List<Boolean> caughtUp = new CopyOnWriteArrayList<>();
    consumer.schedulePollTask(
        () -> {
          caughtUp.add(reader.caughtUp());
          consumer.addRecord(component(1, new CommitHeader(1, 1, 2, 1)));
        });
    assertThat(commits).isEmpty();
    start(ReadPosition.BEGINNING);
    await().atMost(DEADLINE).until(reader::caughtUp);
    assertThat(caughtUp).containsExactly(false);
    assertThat(commits).hasSize(1);
  }

  @Test
  void closingStopsItWithoutAFailure() {
    MockConsumer<byte[], byte[]> consumer = connection(0);
    start(ReadPosition.BEGINNING);
    await().atMost(DEADLINE).until(reader::caughtUp);
    reader.close();
    assertThat(consumer.closed()).isTrue();
    assertThat(reader.failure()).isEmpty();
  }

  private void start(ReadPosition from) {
    reader = new ChangeLogReader(connections::remove, from, (commit, next) -> commits.add(commit));
    reader.start();
  }

  private MockConsumer<byte[], byte[]> connection(long end) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    connections.add(consumer);
    return consumer;
  }

  private static MockConsumer<byte[], byte[]> failing(KafkaException failure, long end) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    consumer.setPollException(failure);
    return consumer;
  }

  private static CommitHeader single(long sequence) {
    return new CommitHeader(1, sequence, 1, 0);
  }

  private static ConsumerRecord<byte[], byte[]> component(long offset, CommitHeader header) {
    Change change = Changes.put(Changes.component(offset + 1, "c" + offset));
    return record(offset, change.key().toBytes(), change.value(), header);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, byte[] key, byte[] value, CommitHeader header) {
    RecordHeaders headers = new RecordHeaders();
    if (header != null) {
      headers.add(CommitHeader.NAME, header.toBytes());
    }
    return new ConsumerRecord<>(
        Topics.CHANGES,
        0,
        offset,
        offset,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
