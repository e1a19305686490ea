package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.StoreConfig;
import io.stackstate.stackgraph.store.VertexIds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces of history that are not what was stored. */
class DamageIT {
  private static final int JOURNAL = 1;
  private static final int BASE = 2;
  private static final int INDEX = 3;

  /** Where a slice's runs begin among its pieces, and the journal's index in its indexes. */
  private static final int SECOND = 1 << 22;

  @TempDir Path directory;
  private final TestClock clock = new TestClock(RandomCommits.START_MILLIS);
  private final NaiveElements naive = new NaiveElements();
  private final NaiveHistory naiveHistory = new NaiveHistory();
  private long newest;

  @BeforeEach
  void fill() {
    try (StackGraph graph = open()) {
      RandomCommits commits = new RandomCommits(41);
      for (int batch = 0; batch < 20; batch++) {
        List<Commit> more = commits.next(5);
        naive.add(more);
        naiveHistory.add(more);
        newest = more.get(4).timeMillis();
        graph.apply(more, more.get(4).number() + 1);
        graph.expireNow();
      }
    }
  }

  @Test
  void aDamagedBaseIsDoneWithoutAndMadeAgain() throws Exception {
    damage(VertexIds.history(2, BASE, 1));
    try (StackGraph graph = open()) {
      compare(graph);
      assertThat(graph.verify(false).agrees()).isTrue();
    }
    try (StackGraph graph = open()) {
      assertThat(graph.verify(false).differences()).isEmpty();
      compare(graph);
    }
  }

  @Test
  void aDamagedNewestBaseDoesNotKeepTheGraphFromOpening() throws Exception {
    damage(VertexIds.history(newestSlice(), BASE, 0));
    try (StackGraph graph = open()) {
      compare(graph);
      graph.expireNow();
      assertThat(graph.verify()).isEmpty();
    }
  }

  @Test
  void aLostIndexIsDoneWithout() throws Exception {
    database(
        tx -> {
          tx.known(VertexIds.history(1, INDEX, 0)).remove();
          tx.known(VertexIds.history(1, INDEX, SECOND)).remove();
        });
    try (StackGraph graph = open()) {
      compare(graph);
    }
  }

  @Test
  void verifyReportsADamagedBaseAndRepairsIt() throws Exception {
    String line =
        "base piece 0 of time slice 2 is damaged: its checksum or its compression is wrong";
    try (StackGraph graph = open()) {
      damage(graph.database(), VertexIds.history(2, BASE, 0));

      assertThat(graph.verify(false)).isEqualTo(new VerificationReport(List.of(line), 1, false));
      assertThat(graph.verify(true)).isEqualTo(new VerificationReport(List.of(line), 1, true));
      assertThat(graph.verify(false).agrees()).isTrue();
      compare(graph);
    }
  }

  @Test
  void aDamagedRunIsReportedAndHidesNothingElse() throws Exception {
    assertReported(
        VertexIds.history(1, JOURNAL, SECOND),
        "journal run 0 of time slice 1 is damaged: its checksum or its compression is wrong");
  }

  @Test
  void aDamagedPieceOfTheJournalIsReportedAndHidesNothingElse() throws Exception {
    assertThat(exists(VertexIds.history(1, JOURNAL, 0))).as("pieces in runs are removed").isFalse();
    int last = newestSlice();
    String line =
        "journal piece 0 of time slice "
            + last
            + " is damaged: its checksum or its compression is wrong";
    try (StackGraph graph = open()) {
      damage(graph.database(), VertexIds.history(last, JOURNAL, 0));
      String plain = line + "; the graph must be rebuilt from the change log";
      assertThatThrownBy(() -> graph.verify(true))
          .isInstanceOf(StackGraphException.class)
          .hasMessage(plain);
      assertThatThrownBy(() -> graph.at(newest))
          .isInstanceOf(StackGraphException.class)
          .hasMessage(plain);
      naiveHistory.assertSame(graph.at(RandomCommits.START_MILLIS));
    }
  }

  @Test
  void aDamagedIndexIsReportedAndMadeAgain() throws Exception {
    damage(VertexIds.history(1, INDEX, 0));
    damage(VertexIds.history(1, INDEX, SECOND));
    try (StackGraph graph = open()) {
      String damaged = " of time slice 1 is damaged: its checksum is wrong";
      assertThat(graph.verify(true).differences())
          .containsExactly("base index piece 0" + damaged, "journal index piece 0" + damaged);
      assertThat(graph.verify(false).agrees()).isTrue();
      compare(graph);
    }
  }

  private void assertReported(long vertex, String line) throws Exception {
    try (StackGraph graph = open()) {
      damage(graph.database(), vertex);

      assertThat(graph.verify(true).repaired()).isFalse();
      assertThat(graph.verify(false).differences()).containsExactly(line);
      assertThatThrownBy(() -> graph.changes(0, Long.MAX_VALUE, state -> true, 10_000))
          .isInstanceOf(StackGraphException.class)
          .hasMessage(line + "; the graph must be rebuilt from the change log");
      naiveHistory.assertSame(graph.at(newest));
    }
  }

  private int newestSlice() {
    int last = 0;
    while (exists(VertexIds.history(last + 1, BASE, 0))) {
      last++;
    }
    return last;
  }

  private void compare(StackGraph graph) throws Exception {
    long start = RandomCommits.START_MILLIS;
    for (long time = start; time <= newest; time += 23) {
      naiveHistory.assertSame(graph.at(time));
      // Unlike a state, which may be made of a neighbouring one, elements are read from the base.
      for (int n = 0; n < 60; n++) {
        long id = SampleTopology.componentId(n);
        assertThat(graph.element(id, time)).isEqualTo(Optional.ofNullable(naive.at(time).get(id)));
      }
    }
    for (int n = 0; n < 60; n += 5) {
      long id = SampleTopology.componentId(n);
      assertThat(graph.history(id, start, newest)).isEqualTo(naive.history(id, start, newest));
    }
  }

  private StackGraph open() {
    return StackGraph.open(TestConfig.smallSlices(), directory, clock);
  }

  private interface Body {
    void run(GraphTransaction tx);
  }

  private void database(Body body) {
    try (GraphDatabase database =
        GraphDatabase.open(StoreConfig.of(TestConfig.of("")), directory)) {
      database.write(
          tx -> {
            body.run(tx);
            return body;
          });
    }
  }

  private boolean exists(long vertex) {
    boolean[] exists = {false};
    database(tx -> exists[0] = tx.find(vertex).isPresent());
    return exists[0];
  }

  private void damage(long vertex) {
    database(tx -> damage(tx, vertex));
  }

  private static void damage(GraphDatabase database, long vertex) {
    database.write(
        tx -> {
          damage(tx, vertex);
          return vertex;
        });
  }

  private static void damage(GraphTransaction tx, long vertex) {
    byte[] data = tx.data(vertex).orElseThrow().clone();
    data[data.length / 2] ^= 0x10;
    tx.putData(vertex, GraphSchema.HISTORY, data);
  }
}
