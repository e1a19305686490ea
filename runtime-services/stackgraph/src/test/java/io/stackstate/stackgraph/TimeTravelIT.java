package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.history.History;
import io.stackstate.stackgraph.history.HistoryConfig;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Query sheet, section 15.2, and more. */
class TimeTravelIT {
  private static final long HOUR = 3_600_000;
  private static final long NOW = 1_700_000_000_000L;
  private static final long T1 = NOW - 40_000;
  private static final long T2 = NOW - 30_000;
  private static final long T3 = NOW - 20_000;

  @TempDir Path directory;
  private final TestClock clock = new TestClock(NOW);

  /** V1. */
  @Test
  void showsAComponentAsItWasAtEachInstant() throws Exception {
    try (StackGraph graph = StackGraph.open(TestConfig.of(""), directory, clock)) {
      graph.apply(List.of(commit(0, T1, named(7, "old"))), 1);
      graph.apply(List.of(commit(1, T2, named(7, "new"))), 2);
      graph.apply(List.of(commit(2, T3, SampleTopology.delete(named(7, "new")))), 3);

      assertThat(graph.component(7, T1 - 1)).isEmpty();
      assertThat(graph.component(7, T1)).map(Component::name).contains("old");
      assertThat(graph.component(7, T2 - 1)).map(Component::name).contains("old");
      assertThat(graph.component(7, T2)).map(Component::name).contains("new");
      assertThat(graph.component(7, T3 - 1)).map(Component::name).contains("new");
      assertThat(graph.component(7, T3)).isEmpty();
      assertThat(graph.at(T2).timeMillis()).isEqualTo(T2);
      assertThat(graph.at(T1 + 1).commit()).isZero();
    }
  }

  @Test
  void showsTheNewestStateForAnInstantInTheFuture() throws Exception {
    try (StackGraph graph = StackGraph.open(TestConfig.of(""), directory, clock)) {
      assertThat(graph.at(NOW + HOUR).componentCount()).isZero();
      graph.apply(List.of(commit(0, T1, named(7, "a"))), 1);
      assertThat(graph.component(7, NOW + HOUR)).map(Component::name).contains("a");
      graph.apply(List.of(commit(1, T2, named(7, "b"))), 2);
      assertThat(graph.component(7, NOW + HOUR)).map(Component::name).contains("b");
      assertThat(graph.component(7, T1)).map(Component::name).contains("a");
    }
  }

  @Test
  void showsThatPropagationFailedAsThePresentDid() throws Exception {
    try (StackGraph graph = StackGraph.open(TestConfig.of(""), directory, clock)) {
      graph.apply(List.of(commit(0, T1, named(7, "a"))), 1);
      graph.apply(List.of(commit(1, T2, SampleTopology.failed(7, "boom"))), 2);
      graph.apply(List.of(commit(2, T3, SampleTopology.failed(7, null))), 3);

      assertThat(graph.at(T1).propagationError(7)).isNull();
      assertThat(graph.at(T2).propagationError(7)).isEqualTo("boom");
      assertThat(graph.at(T3 - 1).propagationError(7)).isEqualTo("boom");
      assertThat(graph.at(T3).propagationError(7)).isNull();
    }
  }

  /** V5. */
  @Test
  void keepsWhatDoesNotChangeWhenItsHistoryExpires() throws Exception {
    try (StackGraph graph =
        StackGraph.open(TestConfig.of("retentionWindowMs = 3600000"), directory, clock)) {
      graph.apply(List.of(commit(0, NOW - 3 * HOUR, named(7, "steady"))), 1);
      graph.expireNow();

      assertThat(graph.component(7, NOW)).map(Component::name).contains("steady");
      assertThat(graph.component(7, NOW - HOUR)).map(Component::name).contains("steady");
      DataUnavailableException gone =
          catchThrowableOfType(
              DataUnavailableException.class, () -> graph.component(7, NOW - 2 * HOUR));
      assertThat(gone.unavailableAtMillis()).isEqualTo(NOW - 2 * HOUR);
      assertThat(gone.availableSinceMillis()).isEqualTo(NOW - HOUR);
      assertThat(graph.at(NOW).componentUpdatedMillis(graph.at(NOW).componentOrdinal(7)))
          .isEqualTo(NOW - 3 * HOUR);
      assertThat(graph.verify()).isEmpty();
    }
  }

  /** V7. */
  @Test
  void theRetentionWindowIsKeptAndMovesTheEpoch() throws Exception {
    Config config = TestConfig.of("retentionWindowMs = 86400000");
    try (StackGraph graph = StackGraph.open(config, directory, clock)) {
      assertThat(graph.retentionWindowMillis()).isEqualTo(24 * HOUR);
      assertThat(graph.epochCommit()).isEqualTo(-1);
      graph.apply(List.of(commit(3, NOW - 3 * HOUR, named(7, "a"))), 4);
      graph.apply(List.of(commit(5, NOW - 2 * HOUR, named(7, "b"))), 6);
      graph.apply(List.of(commit(8, NOW - HOUR / 2, named(7, "c"))), 9);
      graph.expireNow();
      assertThat(graph.epochCommit()).isEqualTo(-1);

      graph.setRetentionWindowMillis(HOUR);
      assertThat(graph.component(7, NOW - 3 * HOUR)).isPresent();
      graph.expireNow();
      assertThat(graph.epochCommit()).isEqualTo(5);
      assertThat(graph.availableSinceMillis()).isEqualTo(NOW - HOUR);
      assertThat(graph.component(7, NOW - HOUR)).map(Component::name).contains("b");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> graph.setRetentionWindowMillis(0))
          .withMessage("windowMillis: found 0, expected a positive number");
    }
    try (StackGraph graph = StackGraph.open(config, directory, clock)) {
      assertThat(graph.retentionWindowMillis()).isEqualTo(HOUR);
      graph.setRetentionWindowMillis(48 * HOUR);
      clock.set(NOW + HOUR);
      graph.expireNow();
      assertThat(graph.epochCommit()).isEqualTo(5);
      assertThat(graph.availableSinceMillis()).isEqualTo(NOW - HOUR);
    }
  }

  /** V6. */
  @Test
  void leavesNoTraceOfWhatWasDeletedBeforeTheWindow() throws Exception {
    try (StackGraph graph =
        StackGraph.open(TestConfig.of("retentionWindowMs = 3600000"), directory, clock)) {
      graph.apply(List.of(commit(0, NOW - 3 * HOUR, named(7, "gone"), named(8, "stays"))), 1);
      graph.apply(List.of(commit(1, NOW - 2 * HOUR, SampleTopology.delete(named(7, "")))), 2);
      assertThat(records(graph)).anyMatch(change -> change.key().id() == 7);
      graph.expireNow();

      assertThat(records(graph)).noneMatch(change -> change.key().id() == 7);
      assertThat(graph.at(NOW - HOUR).componentCount()).isEqualTo(1);
      assertThat(graph.at(NOW).commit()).isEqualTo(1);
    }
  }

  @Test
  void dropsWholeSlicesAsTimePasses() throws Exception {
    String config = "retentionWindowMs = 3600000, history.sliceAgeMs = 600000";
    try (StackGraph graph = StackGraph.open(TestConfig.of(config), directory, clock)) {
      for (int n = 0; n < 30; n++) {
        long time = NOW + n * HOUR / 10;
        clock.set(time);
        graph.apply(List.of(commit(n, time, named(7, "v" + n), named(100 + n, "x"))), n + 1);
        graph.expireNow();
      }
      long end = clock.millis();
      for (int back = 0; back <= 10; back++) {
        assertThat(graph.component(7, end - back * HOUR / 10))
            .map(Component::name)
            .contains("v" + (29 - back));
      }
      assertThat(graph.at(end).componentCount()).isEqualTo(31);
      assertThatThrownBy(() -> graph.at(end - HOUR - 1))
          .isInstanceOf(DataUnavailableException.class);
      assertThat(records(graph)).hasSizeLessThan(60);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void historyAtManyInstantsIsThatOfANaiveModel(boolean manyRuns) throws Exception {
    Config config = manyRuns ? TestConfig.manyRuns() : TestConfig.smallSlices();
    RandomCommits commits = new RandomCommits(11);
    NaiveHistory naive = new NaiveHistory();
    Random random = new Random(12);
    for (int session = 0; session < 3; session++) {
      try (StackGraph graph = StackGraph.open(config, directory, clock)) {
        for (int batch = 0; batch < 40; batch++) {
          List<Commit> more = commits.next(1 + random.nextInt(8));
          naive.add(more);
          graph.apply(more, more.get(more.size() - 1).number() + 1);
          TopologySnapshot first = graph.at(anyInstant(naive, random));
          naive.assertSame(first);
          naive.assertSame(graph.at(anyInstant(naive, random)));
          naive.assertSame(first);
        }
        for (int i = 0; i < 30; i++) {
          naive.assertSame(graph.at(anyInstant(naive, random)));
        }
        naive.assertSame(graph.at(Long.MAX_VALUE));
        assertThat(graph.verify()).isEmpty();
      }
    }
  }

  @Test
  void readersSeeWholeCommitsWhileTheProjectorWrites() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (StackGraph graph = StackGraph.open(TestConfig.smallSlices(), directory, clock)) {
      AtomicBoolean done = new AtomicBoolean();
      Future<Integer> reads =
          reader.submit(
              () -> {
                int count = 0;
                for (; !done.get() || count == 0; count++) {
                  // Both components have the same name in every commit.
                  TopologySnapshot snapshot = graph.at(Long.MAX_VALUE);
                  assertThat(snapshot.values(Attribute.NAME)).hasSizeLessThan(2);
                  assertThat(snapshot.componentCount()).isIn(0, 2);
                }
                return count;
              });
      for (int n = 0; n < 400; n++) {
        String name = "n" + n;
        graph.apply(List.of(commit(2 * n + 1, T1 + n, named(7, name), named(8, name))), 2 * n + 2);
      }
      done.set(true);
      assertThat(reads.get(1, TimeUnit.MINUTES)).isPositive();
      assertThat(graph.component(8, T1 + 123)).map(Component::name).contains("n123");
      assertThat(graph.verify()).isEmpty();
    } finally {
      reader.shutdown();
    }
  }

  @Test
  void retentionNeverChangesWhatCanStillBeRead() throws Exception {
    RandomCommits commits = new RandomCommits(21);
    NaiveHistory naive = new NaiveHistory();
    Random random = new Random(22);
    try (StackGraph graph = StackGraph.open(TestConfig.smallSlices(300), directory, clock)) {
      for (int batch = 0; batch < 60; batch++) {
        List<Commit> more = commits.next(5);
        naive.add(more);
        graph.apply(more, more.get(4).number() + 1);
        clock.set(naive.lastMillis());
        graph.expireNow();
        long since = Math.max(naive.firstMillis(), graph.availableSinceMillis());
        naive.assertSame(graph.at(since + random.nextInt((int) (naive.lastMillis() - since + 1))));
      }
      assertThat(graph.availableSinceMillis()).isEqualTo(naive.lastMillis() - 300);
      assertThat(graph.verify()).isEmpty();
    }
  }

  @Test
  void skipsRecordsThatCannotBeReadAndCommitsThatItHas() throws Exception {
    try (StackGraph graph = StackGraph.open(TestConfig.of(""), directory, clock)) {
      Change bad = new Change(named(9, "").key(), "{\"id\":".getBytes(StandardCharsets.UTF_8));
      Change other = new Change(named(9, "").key(), named(8, "wrong id").value());
      graph.apply(List.of(commit(0, T1, bad, named(7, "good"), other)), 3);
      graph.apply(List.of(commit(0, T2, named(7, "again")), commit(4, T2, anyHealth())), 5);

      assertThat(graph.component(7, NOW)).map(Component::name).contains("good");
      assertThat(graph.at(NOW).componentCount()).isEqualTo(1);
      assertThat(graph.appliedCommit()).isEqualTo(4);
      assertThat(graph.appliedTimeMillis()).isEqualTo(T2);
      assertThat(graph.resumeOffset()).isEqualTo(5);
      assertThat(graph.verify()).isEmpty();
    }
  }

  private static List<Change> records(StackGraph graph) {
    List<Change> records = new ArrayList<>();
    new History(graph.database(), HistoryConfig.of(TestConfig.of(""))).forEachRecord(records::add);
    return records;
  }

  private static Change anyHealth() {
    return SampleTopology.componentHealth(1, HealthState.CRITICAL);
  }

  private static long anyInstant(NaiveHistory naive, Random random) {
    long first = naive.firstMillis() - 2;
    return first + random.nextInt((int) (naive.lastMillis() + 30 - first));
  }

  private static Change named(long id, String name) {
    return SampleTopology.component(id, (int) id, name);
  }

  private static Commit commit(long number, long timeMillis, Change... changes) {
    return new Commit(number, timeMillis, List.of(changes));
  }
}
