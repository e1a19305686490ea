package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.stql.Explanation.Operation;
import io.stackstate.stql.Explanation.State;
import io.stackstate.stql.Explanation.Step;
import io.stackstate.topology.Attribute;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private final FixtureSnapshot shop = Elements.shop();

  @Test
  void showsWhatEachStepExpectsSelectsAndLoads() throws Exception {
    Explanation explanation =
        explain(
            Answers.engine(100, 100),
            "withNeighborsOf(components = (name = cart-api), direction = down)"
                + " AND layer != Machines AND environment = Production");
    assertThat(explanation.selected()).hasValue(2);
    assertThat(explanation.problem()).isEmpty();
    Step and = explanation.plan();
    assertThat(and.operation()).isEqualTo(Operation.AND);
    assertThat(and.inputs()).hasSize(3);
    Step notMachines = and.inputs().get(0);
    Step production = and.inputs().get(1);
    Step neighbors = and.inputs().get(2);
    check(notMachines, "NOT layer = \"Machines\"", 5, 5, 0);
    check(production, "environment = \"Production\"", 5, 5, 0);
    check(
        neighbors,
        "withNeighborsOf(components = (name = \"cart-api\"), levels = \"1\", direction = \"down\")",
        6,
        2,
        3);
    check(neighbors.inputs().get(0), "name = \"cart-api\"", 1, 1, 0);
    assertThat(explanation.loadedElements()).isEqualTo(3);
  }

  @Test
  void showsWhatWasSpared() throws Exception {
    Explanation explanation =
        explain(Answers.engine(1, 1), "withNeighborsOf(levels = all) AND name = nobody");
    assertThat(explanation.selected()).hasValue(0);
    Step spared = explanation.plan().inputs().get(1);
    assertThat(spared.operation()).isEqualTo(Operation.NEIGHBORS);
    assertThat(spared.state()).isEqualTo(State.SKIPPED);
    assertThat(spared.actual()).isEmpty();
  }

  @Test
  void tellsWhichPartLoadsTooMuch() throws Exception {
    String small = "withNeighborsOf(components = (name = shop-web), direction = down)";
    String large = "withNeighborsOf(components = (layer = Databases), levels = 15)";
    String text = small + " OR " + large + " OR name = ledger";
    String culprit =
        "withNeighborsOf(components = (layer = \"Databases\"), levels = \"15\","
            + " direction = \"both\")";
    Explanation explanation = explain(Answers.engine(7, 100), text);
    assertThat(explanation.selected()).isEmpty();
    assertThat(explanation.problem()).hasValue("the query has to load more than 7 elements");
    Step union = explanation.plan();
    assertThat(union.state()).isEqualTo(State.STOPPED);
    assertThat(union.inputs())
        .extracting(Step::state)
        .containsExactly(State.DONE, State.STOPPED, State.SKIPPED);
    assertThat(union.inputs().get(1).text()).isEqualTo(culprit);
    assertThat(union.inputs().get(0).loadedElements()).isEqualTo(3);
    assertThat(union.inputs().get(1).loadedElements()).isEqualTo(5);

    Query query = Query.parse(text);
    QueryTooLargeException error =
        catchThrowableOfType(
            QueryTooLargeException.class, () -> Answers.engine(7, 100).evaluate(query, shop));
    assertThat(error.part()).hasValue(culprit);
  }

  @Test
  void blamesTheInnermostFunction() throws Exception {
    Query query =
        Query.parse("withNeighborsOf(components = (withNeighborsOf(components = (id = 2))))");
    QueryTooLargeException error =
        catchThrowableOfType(
            QueryTooLargeException.class, () -> Answers.engine(4, 100).evaluate(query, shop));
    assertThat(error.part().orElseThrow())
        .contains("components = (id = \"2\")")
        .doesNotContain("((");
    assertThat(error.part().orElseThrow().split("withNeighborsOf")).hasSize(2);
  }

  @Test
  void tellsHowFarItCameInTheTime() throws Exception {
    AtomicLong clock = new AtomicLong();
    QueryEngine engine =
        new QueryEngine(new QueryLimits(100, 100, Duration.ofNanos(4)), clock::getAndIncrement);
    String walks = "withNeighborsOf(components = (id = 1), levels = all)";
    Explanation explanation = explain(engine, "name = cart-db OR " + walks);
    assertThat(explanation.problem()).hasValue("the query took longer than 0 ms");
    assertThat(explanation.plan().inputs().get(0).state()).isEqualTo(State.DONE);
    assertThat(explanation.plan().inputs().get(1).state()).isEqualTo(State.STOPPED);
  }

  @Test
  void showsPatterns() throws Exception {
    QueryOptions options = QueryOptions.NONE.matching(new PatternFilter(Attribute.NAME, "*-db"));
    Explanation explanation =
        Answers.engine(100, 100).explain(Query.parse("layer = Databases"), shop, options);
    assertThat(explanation.plan().inputs())
        .extracting(Step::text)
        .containsExactly("layer = \"Databases\"", "name LIKE \"*-db\"");
    assertThat(explanation.selected()).hasValue(1);
  }

  @Test
  void cutsLongTexts() throws Exception {
    String values = "a😀,".repeat(500) + "b";
    Step step = explain(Answers.engine(1, 1), "name IN (" + values + ")").plan();
    assertThat(step.text()).hasSizeBetween(300, 303).endsWith("...");
  }

  @Test
  void estimatesFromAboveAndSelectsWhatTheAnswerHolds() throws Exception {
    Random random = new Random(12);
    QueryEngine engine = Answers.engine(100_000, 100_000);
    for (int i = 0; i < 300; i++) {
      FixtureSnapshot snapshot = RandomTopologies.next(random);
      String text = new RandomQueries(random, snapshot).disjunction(3).text();
      QueryResult result = engine.evaluate(Query.parse(text), snapshot);
      Explanation explanation = engine.explain(Query.parse(text), snapshot, QueryOptions.NONE);
      assertThat(explanation.selected()).hasValue(result.components().getCardinality());
      assertThat(explanation.loadedElements()).isEqualTo(result.loadedElements());
      assertThat(explanation.plan().state()).isEqualTo(State.DONE);
      checkEstimates(explanation.plan(), snapshot.componentCount());
    }
  }

  private static void checkEstimates(Step step, long all) {
    assertThat(step.estimated()).isBetween(0L, all);
    if (complementFree(step) && step.actual().isPresent()) {
      assertThat(step.actual().getAsLong()).as(step.text()).isLessThanOrEqualTo(step.estimated());
    }
    step.inputs().forEach(input -> checkEstimates(input, all));
  }

  /** What is estimated from above becomes an estimate from below by subtracting it. */
  private static boolean complementFree(Step step) {
    return step.operation() != Operation.NOT
        && step.inputs().stream().allMatch(ExplanationTest::complementFree);
  }

  private Explanation explain(QueryEngine engine, String text) throws Exception {
    return engine.explain(Query.parse(text), shop, QueryOptions.NONE);
  }

  private static void check(Step step, String text, long estimated, long actual, long loaded) {
    assertThat(step)
        .extracting(Step::text, Step::estimated, Step::actual, Step::loadedElements, Step::state)
        .isEqualTo(List.of(text, estimated, OptionalLong.of(actual), loaded, State.DONE));
  }
}
