package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.ElementChange.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Query sheet, 12.4, P5 to P8. */
class ElementHistoryIT {
  private static final long NOW = RandomCommits.START_MILLIS;
  private static final long ID = SampleTopology.componentId(7);
  private static final String URN = "urn:host:/7";

  @TempDir Path directory;
  private final TestClock clock = new TestClock(NOW);

  @Test
  void tellsTheLifeOfAComponent() throws Exception {
    try (StackGraph graph = StackGraph.open(TestConfig.of(""), directory, clock)) {
      live(graph);
      ElementHistory history = graph.history(ID, NOW, NOW + 100);

      assertThat(history.atStart()).isEmpty();
      assertThat(history.versions())
          .extracting(
              ElementVersion::commit,
              ElementVersion::timeMillis,
              version -> version.change().kind(),
              version -> version.change().changedFields())
          .containsExactly(
              tuple(1L, NOW + 10, Kind.CREATED, List.of()),
              tuple(2L, NOW + 20, Kind.CHANGED, List.of("name")),
              tuple(3L, NOW + 30, Kind.CHANGED, List.of("health", "propagatedHealth")),
              tuple(5L, NOW + 50, Kind.DELETED, List.of()));
      assertThat(history.atEnd()).isEmpty();
      assertThat(history.everExisted()).isTrue();
      assertThat(history.healthChanges())
          .extracting(ElementHistory.HealthSince::timeMillis, ElementHistory.HealthSince::health)
          .containsExactly(
              tuple(NOW + 10, HealthState.UNKNOWN),
              tuple(NOW + 30, HealthState.CRITICAL),
              tuple(NOW + 50, HealthState.UNKNOWN));
      assertThat(graph.history(12345, NOW, NOW + 100).everExisted()).isFalse();
    }
  }

  @Test
  void deletedComponentsAreReadInTheirPastByIdAndByIdentifier() throws Exception {
    try (StackGraph graph = StackGraph.open(TestConfig.of(""), directory, clock)) {
      live(graph);

      assertThat(graph.component(ID, NOW + 60)).isEmpty();
      assertThat(graph.component(ID, NOW + 25)).map(Component::name).contains("new");
      assertThat(graph.byIdentifier(URN, NOW + 60)).isEmpty();
      assertThat(graph.byIdentifier(URN, NOW + 19)).map(Component::name).contains("old");
      assertThat(graph.byIdentifier(URN, NOW + 9)).isEmpty();
      assertThat(graph.idsByIdentifier(URN, NOW, NOW + 100)).containsExactly(ID);
      assertThat(graph.idsByIdentifier(URN, NOW + 50, NOW + 100)).isEmpty();
    }
  }

  @Test
  void notThereDiffersFromNotKnownAnyMore() throws Exception {
    try (StackGraph graph =
        StackGraph.open(TestConfig.of("retentionWindowMs = 20"), directory, clock)) {
      live(graph);
      clock.set(NOW + 45);
      graph.expireNow();

      assertThat(graph.component(99, NOW + 25)).isEmpty();
      assertThat(graph.component(ID, NOW + 25)).isPresent();
      assertThatThrownBy(() -> graph.component(ID, NOW + 24))
          .isInstanceOf(DataUnavailableException.class);
      assertThatThrownBy(() -> graph.byIdentifier(URN, NOW + 24))
          .isInstanceOf(DataUnavailableException.class);
      assertThatThrownBy(() -> graph.history(ID, NOW, NOW + 60))
          .isInstanceOf(DataUnavailableException.class);
      assertThatThrownBy(() -> graph.diff(NOW, NOW + 60))
          .isInstanceOf(DataUnavailableException.class);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> graph.diff(NOW + 60, NOW + 30))
          .withMessageContaining("toMillis");
    }
  }

  @Test
  void allAnswersAreThoseOfANaiveModel() throws Exception {
    RandomCommits commits = new RandomCommits(31);
    NaiveElements naive = new NaiveElements();
    Random random = new Random(32);
    long newest = NOW;
    for (int session = 0; session < 3; session++) {
      try (StackGraph graph = StackGraph.open(TestConfig.smallSlices(), directory, clock)) {
        for (int batch = 0; batch < 15; batch++) {
          List<Commit> more = commits.next(1 + random.nextInt(8));
          newest = more.get(more.size() - 1).timeMillis();
          naive.add(more);
          graph.apply(more, more.get(more.size() - 1).number() + 1);
          compare(graph, naive, newest, random);
        }
        graph.expireNow();
        for (int i = 0; i < 10; i++) {
          compare(graph, naive, newest, random);
        }
      }
    }
  }

  private static void compare(StackGraph graph, NaiveElements naive, long newest, Random random)
      throws Exception {
    int span = (int) (newest - NOW) + 4;
    long from = NOW - 2 + random.nextInt(span);
    long to = from + random.nextInt(span);
    long id =
        random.nextBoolean()
            ? SampleTopology.componentId(random.nextInt(60))
            : SampleTopology.relationId(random.nextInt(90));
    String identifier = "urn:host:/" + random.nextInt(60);
    assertThat(graph.history(id, from, to)).isEqualTo(naive.history(id, from, to));
    assertThat(graph.element(id, to)).isEqualTo(Optional.ofNullable(naive.at(to).get(id)));
    assertThat(graph.byIdentifier(identifier, from))
        .isEqualTo(naive.byIdentifier(identifier, from));
    long soon = Math.min(to, from + 5);
    assertThat(graph.idsByIdentifier(identifier, from, soon))
        .isEqualTo(naive.idsByIdentifier(identifier, from, soon));
    assertThat(graph.diff(from, to)).isEqualTo(naive.diff(from, to));
    List<ElementVersion> all = naive.changes(from, to);
    assertThat(graph.changes(from, to, state -> true, Integer.MAX_VALUE)).isEqualTo(all);
    assertThat(graph.changes(from, to, state -> true, 3))
        .isEqualTo(all.subList(0, Math.min(3, all.size())));
    compareViews(graph, naive, from, to, random);
  }

  private static void compareViews(
      StackGraph graph, NaiveElements naive, long from, long to, Random random) throws Exception {
    TopologyView before = view(graph, from, random);
    TopologyView after = view(graph, to, random);
    assertThat(graph.diff(before, after))
        .isEqualTo(
            NaiveElements.diff(
                from,
                to,
                NaiveElements.differences(
                    inView(naive.at(from), before), inView(naive.at(to), after))));
  }

  private static TopologyView view(StackGraph graph, long time, Random random) throws Exception {
    TopologyView all = TopologyView.all(graph.at(time));
    RoaringBitmap some = all.components().clone();
    int leftOut = random.nextInt(3);
    all.components()
        .forEach(
            (int ordinal) -> {
              if (random.nextInt(3) < leftOut) {
                some.remove(ordinal);
              }
            });
    return new TopologyView(all.snapshot(), some);
  }

  private static Map<Long, ElementState> inView(Map<Long, ElementState> all, TopologyView view) {
    Map<Long, ElementState> some = new TreeMap<>(all);
    some.values()
        .removeIf(
            state ->
                state instanceof ElementState.OfRelation r
                    ? !view.contains(r.relation().source()) || !view.contains(r.relation().target())
                    : !view.contains(state.id()));
    return some;
  }

  private static void live(StackGraph graph) {
    apply(graph, 1, named("old"), SampleTopology.component(8, "other"));
    apply(graph, 2, named("new"));
    apply(graph, 3, SampleTopology.componentHealth(7, HealthState.CRITICAL));
    apply(graph, 4, named("new"));
    apply(graph, 5, SampleTopology.delete(named("")));
  }

  private static void apply(StackGraph graph, int n, Change... changes) {
    graph.apply(List.of(new Commit(n, NOW + 10L * n, List.of(changes))), n + 1L);
  }

  private static Change named(String name) {
    return SampleTopology.component(7, name);
  }
}
