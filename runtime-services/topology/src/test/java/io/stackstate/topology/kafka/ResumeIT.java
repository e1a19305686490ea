package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.model.change.Commit;
import io.stackstate.topology.NaiveTopology;
import io.stackstate.topology.RandomChanges;
import io.stackstate.topology.TopologyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeIT {
  private final Map<String, Object> kafka = ChangeLog.kafka();

  @BeforeEach
  void logOfInterleavedTransactions() {
    ChangeLog.recreate(Map.of());
    Random random = new Random(11);
    RandomChanges changes = new RandomChanges(11, 50);
    List<TestWriter> writers =
        List.of(new TestWriter(kafka, "a"), new TestWriter(kafka, "b"), new TestWriter(kafka, "c"));
    for (int step = 0; step < 1_000; step++) {
      TestWriter writer = writers.get(random.nextInt(writers.size()));
      if (!writer.isOpen()) {
        writer.begin(changes.commit(8));
      } else if (!writer.sendOne()) {
        if (random.nextInt(8) == 0) {
          writer.abort();
        } else {
          writer.commit();
        }
      }
    }
    writers.stream().filter(TestWriter::isOpen).forEach(TestWriter::commit);
    writers.forEach(TestWriter::close);
  }

  @Test
  void aReaderThatIsKilledAtAnyCommitGoesOnWithTheNext() {
    List<Commit> whole = readOn(ReadPosition.BEGINNING, Integer.MAX_VALUE).commits();
    assertThat(whole).hasSizeGreaterThan(100);
    assertThat(whole).extracting(Commit::number).isSorted().doesNotHaveDuplicates();
    assertThat(whole).extracting(Commit::timeMillis).isSorted();

    Random random = new Random(13);
    List<Commit> inPieces = new ArrayList<>();
    ReadPosition stored = ReadPosition.BEGINNING;
    while (inPieces.size() < whole.size()) {
      Piece piece = readOn(stored, 1 + random.nextInt(20));
      inPieces.addAll(piece.commits());
      stored = piece.next();
    }

    assertThat(inPieces).usingRecursiveComparison().isEqualTo(whole);
    assertThat(readOn(stored, Integer.MAX_VALUE).commits()).isEmpty();
    NaiveTopology naive = new NaiveTopology();
    TopologyIndex index = new TopologyIndex();
    whole.forEach(naive::apply);
    inPieces.forEach(index::apply);
    naive.assertShownBy(index.snapshot());
  }

  private record Piece(List<Commit> commits, ReadPosition next) {}

  /** Reads until the listener has stored so many commits and dies at the one after. */
  private Piece readOn(ReadPosition from, int commits) {
    List<Commit> read = new ArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    ReadPosition[] stored = {from};
    CommitListener listener =
        (commit, next) -> {
          if (calls.incrementAndGet() > commits) {
            throw new IllegalStateException("killed");
          }
          read.add(commit);
          stored[0] = next;
        };
    try (ChangeLogReader reader = new ChangeLogReader(kafka, from, listener)) {
      reader.start();
      await()
          .atMost(ChangeLog.DEADLINE)
          .until(() -> reader.caughtUp() || reader.failure().isPresent());
      reader.failure().ifPresent(failure -> assertThat(failure).hasMessage("killed"));
    }
    return new Piece(read, stored[0]);
  }
}
