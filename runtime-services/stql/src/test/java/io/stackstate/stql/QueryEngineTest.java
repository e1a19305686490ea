package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.model.change.DependencyDirection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryEngineTest {
  private final FixtureSnapshot shop = Elements.shop();

  @ParameterizedTest(name = "{0} {1} from {2}")
  @CsvSource({
    "ONE_WAY, down, 1, 1 2", "ONE_WAY, up, 1, 1", "ONE_WAY, both, 1, 1 2",
    "ONE_WAY, down, 2, 2", "ONE_WAY, up, 2, 1 2", "ONE_WAY, both, 2, 1 2",
    "BOTH, down, 1, 1 2", "BOTH, up, 1, 1 2", "BOTH, both, 1, 1 2",
    "BOTH, down, 2, 1 2", "BOTH, up, 2, 1 2", "BOTH, both, 2, 1 2",
    "NONE, down, 1, 1", "NONE, up, 1, 1", "NONE, both, 1, 1 2",
    "NONE, down, 2, 2", "NONE, up, 2, 2", "NONE, both, 2, 1 2",
  })
  void followsDependencies(
      DependencyDirection dependency, String direction, long seed, String expected)
      throws Exception {
    FixtureSnapshot pair = line(2, dependency);
    String query = "withNeighborsOf(components = (id = %d), direction = %s)";
    assertThat(Answers.ids(query.formatted(seed, direction), pair))
        .containsExactlyElementsOf(
            List.of(expected.split(" ")).stream().map(Long::valueOf).toList());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                                         | true
          label = "team:cart"                                                        | true
          label = "team:cart" OR name = "nobody"                                     | true
          label = "team:cart" AND name = "cart-db"                                   | false
          name != "cart-api"                                                         | false
          id = "3"                                                                   | false
          withNeighborsOf(components = (name = "cart-db"), direction = "up")         | true
          withNeighborsOf(components = (name = "cart-db"), direction = "down")       | false
          """)
  void tellsWhetherOneComponentIsSelected(String text, boolean selected) throws Exception {
    Query query = Query.parse(text);

    assertThat(Answers.engine(100, 1).selects(query, shop, 2, QueryOptions.NONE))
        .isEqualTo(selected);
    assertThat(Answers.engine(100, 1).selects(query, shop, 99, QueryOptions.NONE)).isFalse();
  }

  @Test
  void doesNotWalkForAComponentThatAFilterLeavesOut() throws Exception {
    Query query = Query.parse("name = \"cart-db\" AND withNeighborsOf(levels = all)");

    assertThat(Answers.engine(1, 1).selects(query, shop, 2, QueryOptions.NONE)).isFalse();
    assertThatThrownBy(() -> Answers.engine(1, 1).selects(query, shop, 3, QueryOptions.NONE))
        .isInstanceOf(QueryTooLargeException.class);
  }

  @Test
  void stopsAtFifteenLevels() throws Exception {
    FixtureSnapshot line = line(30, DependencyDirection.ONE_WAY);
    assertThat(Answers.ids("withNeighborsOf(components=(id=1), levels=all)", line)).hasSize(16);
    assertThat(Answers.ids("withNeighborsOf(components=(id=1), levels=14)", line)).hasSize(15);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          layer = "Databases"                                                        | 2
          environment = "Production" AND layer = "Databases"                         | 2
          withNeighborsOf(components = (name = "cart-api"))                          | 9
          withNeighborsOf(components = (name = "cart-api"), direction = "down")      | 3
          withNeighborsOf(components = (name = "shop-web"), levels = "2", direction = "down") AND name = "cart-db" | 5
          name = "nobody" AND withNeighborsOf()                                      | 0
          withCauseOf(components = (name = "shop-web"))                              | 0
          """)
  void countsWhatItLoads(String text, int loaded) throws Exception {
    Query query = Query.parse(text);
    assertThat(Answers.engine(100, 100).evaluate(query, shop).loadedElements()).isEqualTo(loaded);
    if (loaded > 0) {
      assertThat(Answers.engine(loaded, 100).evaluate(query, shop).loadedElements())
          .isEqualTo(loaded);
    }
    if (loaded > 1) {
      assertThatThrownBy(() -> Answers.engine(loaded - 1, 100).evaluate(query, shop))
          .isInstanceOf(QueryTooLargeException.class)
          .hasMessage("the query has to load more than " + (loaded - 1) + " elements");
    }
  }

  @Test
  void stopsLoadingAsSoonAsTheLimitIsPassed() throws Exception {
    FixtureSnapshot line = line(500, DependencyDirection.ONE_WAY);
    Query query = Query.parse("withNeighborsOf(components = (id = 1), levels = all)");
    QueryTooLargeException error =
        catchThrowableOfType(
            QueryTooLargeException.class, () -> Answers.engine(10, 100).evaluate(query, line));
    assertThat(error.limit()).isEqualTo(10);
    assertThat(line.visits()).isLessThan(20);
  }

  @Test
  void limitsTheResultByItself() throws Exception {
    Query query = Query.parse("layer = Applications");
    assertThat(Answers.engine(100, 3).evaluate(query, shop).components().getCardinality())
        .isEqualTo(3);
    QueryTooLargeException error =
        catchThrowableOfType(
            QueryTooLargeException.class, () -> Answers.engine(100, 2).evaluate(query, shop));
    assertThat(error).hasMessage("the query selects more than 2 elements");
    assertThat(error.limit()).isEqualTo(2);
  }

  @Test
  void stopsInsideATraversalWhenTheTimeIsOver() throws Exception {
    AtomicLong clock = new AtomicLong();
    QueryEngine engine =
        new QueryEngine(new QueryLimits(100, 100, Duration.ofNanos(3)), clock::getAndIncrement);
    FixtureSnapshot line = line(40, DependencyDirection.ONE_WAY);
    Query cheap = Query.parse("id = 1");
    Query costly = Query.parse("withNeighborsOf(levels = all)");
    assertThat(engine.evaluate(cheap, line).components().getCardinality()).isEqualTo(1);
    QueryTimeoutException error =
        catchThrowableOfType(QueryTimeoutException.class, () -> engine.evaluate(costly, line));
    assertThat(error.timeout()).isEqualTo(Duration.ofNanos(3));
  }

  @Test
  void takesTimeoutsOfAnyLength() throws Exception {
    Duration age = Duration.ofSeconds(Long.MAX_VALUE);
    QueryEngine engine = new QueryEngine(new QueryLimits(100, 100, age));
    assertThat(engine.evaluate(Query.parse(""), shop).loadedElements()).isEqualTo(6);
  }

  @Test
  void refusesLimitsThatAllowNothing() {
    assertThatThrownBy(() -> new QueryLimits(0, 1, Duration.ofSeconds(1)))
        .hasMessage("maxLoadedElements: found 0, expected at least 1");
    assertThatThrownBy(() -> new QueryLimits(1, -1, Duration.ofSeconds(1)))
        .hasMessage("maxResultElements: found -1, expected at least 1");
    assertThatThrownBy(() -> new QueryLimits(1, 1, Duration.ZERO))
        .hasMessage("timeout: found PT0S, expected more than 0");
  }

  @Test
  void givesAwayAResultOfItsOwn() throws Exception {
    Query query = Query.parse("layer = Databases");
    Answers.engine(100, 100).evaluate(query, shop).components().clear();
    assertThat(Answers.ids(query, shop)).containsExactly(3L, 6L);
    assertThat(shop.unmodified()).isTrue();
  }

  private static FixtureSnapshot line(int length, DependencyDirection dependency) {
    return new FixtureSnapshot(
        LongStream.rangeClosed(1, length)
            .mapToObj(id -> Elements.component(id, "c" + id, "node", "Layer", "Domain"))
            .toList(),
        LongStream.range(1, length)
            .mapToObj(id -> Elements.relation(1_000 + id, id, id + 1, dependency))
            .toList(),
        List.of());
  }
}
