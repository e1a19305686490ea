package io.stackstate.api.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.topology.Fixture;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.stql.PatternFilter;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.stql.QueryOptions;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

class ScopedSnapshotTest {
  private static final int COMPONENTS = 600;

  private final QueryEngine engine = new QueryEngine(QueryLimits.DEFAULT);
  private final TopologySnapshot whole = whole();

  /** Patterns of prefixes, of infixes and of others, on values of one component and of many. */
  @ParameterizedTest
  @CsvSource({
    "NAME,web-1*",
    "NAME,web-*",
    "NAME,*eb-2*",
    "NAME,w?b-*7",
    "NAME,nobody*",
    "LABEL,team-*",
    "LABEL,*am-3*",
    "LABEL,own-5*",
    "IDENTIFIER,urn:*1"
  })
  void patternsFindWhatIsInScope(Attribute attribute, String pattern) throws Exception {
    RoaringBitmap visible = new RoaringBitmap();
    whole.components().stream().filter(c -> c % 7 < 3 || c > 500).forEach(visible::add);
    QueryOptions options = QueryOptions.NONE.matching(new PatternFilter(attribute, pattern));
    RoaringBitmap all = engine.evaluate(Query.parse(""), whole, options).components();
    TopologySnapshot scoped = new ScopedSnapshot(whole, visible);
    assertThat(engine.evaluate(Query.parse(""), scoped, options).components())
        .isEqualTo(RoaringBitmap.and(all, visible));
  }

  @Test
  void hasTheValuesOfComponentsInScope() {
    int first = whole.componentOrdinal(1);
    TopologySnapshot scoped = new ScopedSnapshot(whole, RoaringBitmap.bitmapOf(first));
    assertThat(scoped.values(Attribute.NAME)).containsExactly("web-1");
    assertThat(scoped.values(Attribute.LABEL)).containsExactly("own-1", "team-1");
  }

  @Test
  void walksToNeighboursBehindTheLastComponentInScope() throws Exception {
    int first = whole.componentOrdinal(1);
    TopologySnapshot scoped = new ScopedSnapshot(whole, RoaringBitmap.bitmapOf(first));
    Query query = Query.parse("withNeighborsOf(components = (id = 1))");
    assertThat(engine.evaluate(query, scoped).components())
        .isEqualTo(RoaringBitmap.bitmapOf(first, whole.componentOrdinal(COMPONENTS)));
  }

  @Test
  void tellsOfProblemsAsFarAsTheyAreInScope() {
    TopologySnapshot scoped =
        new ScopedSnapshot(whole, RoaringBitmap.bitmapOf(whole.componentOrdinal(2)));
    assertThat(scoped.problems()).extracting(Problem::id).containsExactlyInAnyOrder(71L, 72L);
    assertThat(scoped.problem(73)).isEmpty();

    Problem below = scoped.problem(71).orElseThrow();
    assertThat(below.rootCause().failingChecks()).isEmpty();
    assertThat(below.contributing()).extracting(Problem.Cause::elementId).containsExactly(2L);
    assertThat(below.contributingCount()).isEqualTo(1);

    Problem own = scoped.problem(72).orElseThrow();
    assertThat(own.rootCause().failingChecks()).containsExactly("check 2");
    assertThat(own.contributing()).isEmpty();
  }

  @Test
  void tellsOfFailingChecksOfElementsInScopeOnly() {
    List<Change> changes = Fixture.changes();
    List.of(2L, 3L, 12L, 23L).forEach(id -> changes.add(Fixture.failing(id)));
    TopologySnapshot all = Fixture.snapshot(changes);
    RoaringBitmap visible =
        RoaringBitmap.bitmapOf(all.componentOrdinal(1), all.componentOrdinal(2));
    TopologySnapshot scoped = new ScopedSnapshot(all, visible);

    assertThat(all.failingChecks(3)).hasSize(2);
    assertThat(all.failingChecks(23)).hasSize(2);
    assertThat(scoped.failingChecks(2)).isEqualTo(all.failingChecks(2)).isNotEmpty();
    assertThat(scoped.failingChecks(12)).isNotEmpty();
    assertThat(scoped.failingChecks(3)).isEmpty();
    assertThat(scoped.failingChecks(23)).as("a relation to one out of scope").isEmpty();
  }

  private static Change problem(long id, long root, long... contributing) {
    Problem problem =
        new Problem(
            id,
            cause(root),
            LongStream.of(contributing).mapToObj(ScopedSnapshotTest::cause).toList(),
            1,
            1,
            1,
            1);
    return put(Aspect.PROBLEM, id, problem);
  }

  private static Problem.Cause cause(long id) {
    return new Problem.Cause(id, HealthState.CRITICAL, 1, List.of("check " + id));
  }

  private static TopologySnapshot whole() {
    List<Change> changes = new ArrayList<>();
    changes.add(problem(71, 1, 2, 3));
    changes.add(problem(72, 2, 3));
    changes.add(problem(73, 1, 3));
    for (long id = 1; id <= COMPONENTS; id++) {
      changes.add(put(Aspect.COMPONENT, id, component(id)));
    }
    long relation = COMPONENTS + 1;
    changes.add(
        put(
            Aspect.RELATION,
            relation,
            new Relation(
                relation,
                null,
                "uses",
                1,
                COMPONENTS,
                DependencyDirection.ONE_WAY,
                List.of(),
                null,
                null,
                7,
                "urn:relation")));
    TopologyIndex index = new TopologyIndex();
    index.apply(new Commit(1, 1, changes));
    return index.snapshot();
  }

  private static Component component(long id) {
    return new Component(
        id,
        "web-" + id,
        "host",
        "Machines",
        "Shop",
        List.of(),
        List.of("team-" + id % 40, "own-" + id),
        List.of("urn:" + id),
        null,
        null,
        null,
        List.of());
  }

  private static Change put(Aspect aspect, long id, Object value) {
    try {
      return new Change(new ChangeKey(aspect, id), Json.mapper().writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
