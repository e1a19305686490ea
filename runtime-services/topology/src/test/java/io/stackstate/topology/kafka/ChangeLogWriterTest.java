package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.CommitHeader;
import io.stackstate.topology.Changes;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ChangeLogWriterTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final List<Change> changes =
      List.of(
          Changes.put(Changes.component(5, "a")),
          Changes.delete(Aspect.COMPONENT, 6),
          Changes.put(Changes.component(7, "b")));

  @Test
  void everyRecordTellsItsPlaceInTheCommit() {
    new ChangeLogWriter(producer, "synchronization").append(changes);
    List<CommitHeader> headers = headers();
    assertThat(headers).extracting(CommitHeader::index).containsExactly(0, 1, 2);
    assertThat(headers).extracting(CommitHeader::size).containsOnly(3);
    assertThat(headers.stream().map(CommitHeader::sequence).distinct()).hasSize(1);
    assertThat(headers.stream().map(CommitHeader::writer).distinct()).hasSize(1);
  }

  @Test
  void recordsGoToTheOnePartitionInOrderAndADeleteIsATombstone() {
    new ChangeLogWriter(producer, "synchronization").append(changes);
    assertThat(producer.history())
        .allSatisfy(
            record -> {
              assertThat(record.topic()).isEqualTo(Topics.CHANGES);
              assertThat(record.partition()).isZero();
            });
    assertThat(producer.history())
        .extracting(record -> new String(record.key()))
        .containsExactly("component:5", "component:6", "component:7");
    assertThat(producer.history())
        .extracting(ProducerRecord::value)
        .containsExactly(changes.get(0).value(), null, changes.get(2).value());
  }

  @Test
  void eachCommitHasAnotherSequenceAlsoAfterARestart() {
    ChangeLogWriter writer = new ChangeLogWriter(producer, "synchronization");
    writer.append(changes.subList(0, 1));
    writer.append(changes.subList(0, 1));
    new ChangeLogWriter(producer, "synchronization").append(changes.subList(0, 1));
    assertThat(headers()).extracting(CommitHeader::sequence).doesNotHaveDuplicates();
    assertThat(headers().stream().map(CommitHeader::writer).distinct()).hasSize(1);
  }

  @Test
  void writersAreToldApart() {
    new ChangeLogWriter(producer, "synchronization").append(changes.subList(0, 1));
    new ChangeLogWriter(producer, "health").append(changes.subList(0, 1));
    assertThat(headers()).extracting(CommitHeader::writer).doesNotHaveDuplicates();
  }

  @Test
  void withoutChangesNothingIsWritten() {
    new ChangeLogWriter(producer, "synchronization").append(List.of());
    assertThat(producer.history()).isEmpty();
  }

  private List<CommitHeader> headers() {
    return producer.history().stream()
        .map(record -> CommitHeader.parse(record.headers().lastHeader(CommitHeader.NAME).value()))
        .toList();
  }
}
