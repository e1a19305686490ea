package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.Changes;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WholeCommitsIT {
  private final Map<String, Object> kafka = ChangeLog.kafka();

  @BeforeEach
  void emptyLog() {
    ChangeLog.recreate(Map.of());
  }

  @Test
  void interleavedTransactionsAreNeverSeenByHalves() {
    List<TopologySnapshot> snapshots = new CopyOnWriteArrayList<>();
    try (TestWriter a = new TestWriter(kafka, "a");
        TestWriter b = new TestWriter(kafka, "b");
        LiveTopology live = new LiveTopology(kafka)) {
      live.addListener((commit, next) -> snapshots.add(live.snapshot()));
      live.start();
      Random random = new Random(7);
      for (int round = 1; round <= 30; round++) {
        a.begin(fiveWithLabel(100, "a-" + round));
        b.begin(fiveWithLabel(200, "b-" + round));
        boolean more = true;
        while (more) {
          more = random.nextBoolean() ? a.sendOne() | b.sendOne() : b.sendOne() | a.sendOne();
        }
        (random.nextBoolean() ? a : b).commit();
        endOpen(a, b, random);
      }
      a.write(fiveWithLabel(100, "last-a"));
      b.write(fiveWithLabel(200, "last-b"));
      await()
          .atMost(ChangeLog.DEADLINE)
          .until(() -> !live.snapshot().components(Attribute.LABEL, "last-b").isEmpty());
      assertThat(live.failure()).isEmpty();
    }
    assertThat(snapshots).hasSizeGreaterThan(60);
    snapshots.forEach(WholeCommitsIT::assertNoHalves);
  }

  /** Commits whichever of the two is still open. */
  private static void endOpen(TestWriter a, TestWriter b, Random random) {
    for (TestWriter writer : random.nextBoolean() ? List.of(a, b) : List.of(b, a)) {
      if (writer.isOpen()) {
        writer.commit();
      }
    }
  }

  @Test
  void abortedTransactionsAreInvisible() {
    try (TestWriter a = new TestWriter(kafka, "a");
        TestWriter b = new TestWriter(kafka, "b");
        LiveTopology live = new LiveTopology(kafka)) {
      a.begin(fiveWithLabel(100, "aborted"));
      b.begin(fiveWithLabel(200, "kept"));
      a.sendOne();
      b.sendOne();
      a.sendOne();
      b.commit();
      a.abort();
      a.write(fiveWithLabel(100, "second"));
      live.addListener(
          (commit, next) ->
              assertThat(live.snapshot().values(Attribute.LABEL)).doesNotContain("aborted"));
      live.start();
      await().atMost(ChangeLog.DEADLINE).until(live::ready);
      assertThat(live.snapshot().values(Attribute.LABEL)).containsExactly("kept", "second");
      assertThat(live.lag()).isZero();
      assertThat(live.failure()).isEmpty();
    }
  }

  @Test
  void tombstonesRemoveAndTheRestOfTheLogIsFollowed() {
    try (TestWriter a = new TestWriter(kafka, "a");
        LiveTopology live = new LiveTopology(kafka)) {
      live.start();
      a.write(fiveWithLabel(100, "x"));
      await().atMost(ChangeLog.DEADLINE).until(() -> live.snapshot().componentCount() == 5);
      TopologySnapshot before = live.snapshot();
      a.write(
          List.of(
              Changes.delete(Aspect.COMPONENT, 101),
              Changes.put(Changes.component(900, "new", "y"))));
      await().atMost(ChangeLog.DEADLINE).until(() -> live.snapshot().componentOrdinal(900) >= 0);
      assertThat(live.snapshot().componentOrdinal(101)).isNegative();
      assertThat(live.snapshot().componentCount()).isEqualTo(5);
      assertThat(before.componentOrdinal(101)).isNotNegative();
    }
  }

  @Test
  void aNewProducerOfTheSameWriterGoesOnAfterARestart() {
    List<Integer> sizes = new ArrayList<>();
    try (ChangeLogReader reader =
        new ChangeLogReader(
            kafka, ReadPosition.BEGINNING, (commit, next) -> sizes.add(commit.changes().size()))) {
      for (int i = 0; i < 3; i++) {
        try (TestWriter a = new TestWriter(kafka, "a")) {
          a.write(fiveWithLabel(100, "run-" + i));
        }
      }
      reader.start();
      await().atMost(ChangeLog.DEADLINE).until(reader::caughtUp);
    }
    assertThat(sizes).containsExactly(5, 5, 5);
  }

  private static List<Change> fiveWithLabel(long firstId, String label) {
    return LongStream.range(firstId, firstId + 5)
        .mapToObj(id -> Changes.put(Changes.component(id, "c" + id, label)))
        .toList();
  }

  private static void assertNoHalves(TopologySnapshot snapshot) {
    for (String label : snapshot.values(Attribute.LABEL)) {
      assertThat(snapshot.components(Attribute.LABEL, label).getCardinality())
          .as("components with label %s at commit %d", label, snapshot.commit())
          .isEqualTo(5);
    }
  }
}
