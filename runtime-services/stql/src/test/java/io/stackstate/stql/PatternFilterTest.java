package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Component;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternFilterTest {
  private static final List<String> PATTERNS =
      List.of("*", "web*", "*-1?", "*2*", "w?b-*", "web-20", "zzz*", "*:a", "team:*", "C*", "");

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          ``, NAME, cart*, 2 3
          ``, LABEL, team:*, 1 2 3 5
          layer = Databases, LABEL, backup:*, 3 6
          ``, IDENTIFIER, *svc/*, 2
          ``, HEALTH, C*, 1 3 4 6
          withNeighborsOf(components = (name = cart-db)), NAME, *t-*, 2 3 4
          ``, LABEL, *, 1 2 3 4 5 6
          ``, NAME, ledger, 6
          """)
  void restrictsAQuery(String query, Attribute attribute, String pattern, String expected)
      throws Exception {
    assertThat(ids(query, Elements.shop(), new PatternFilter(attribute, pattern)))
        .hasToString(List.of(expected.split(" ")).toString());
  }

  @Test
  void answersLikeTheNaiveModelWhetherManyOrFewAreLeft() throws Exception {
    Random random = new Random(9);
    FixtureSnapshot naive = RandomTopologies.large(random, 1_200);
    TopologySnapshot indexed = Indexed.of(naive);
    for (String query : List.of("", "layer = Machines", "name IN (\"web-20\", \"web-21\")")) {
      Set<Long> selected = Answers.ids(query, indexed);
      for (Attribute attribute : Attribute.values()) {
        for (String pattern : PATTERNS) {
          Set<Long> expected =
              naive.allComponents().stream()
                  .filter(c -> selected.contains(c.id()))
                  .filter(c -> pattern.equals("*") || fits(pattern, naive.values(c, attribute)))
                  .map(Component::id)
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(ids(query, indexed, new PatternFilter(attribute, pattern)))
              .as(query + " " + attribute + " " + pattern)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void answersFromTheSnapshotThatIsAskedWhateverWasAskedBefore() throws Exception {
    QueryEngine engine = Answers.engine(10_000, 10_000);
    QueryOptions web = QueryOptions.NONE.matching(new PatternFilter(Attribute.NAME, "web-*"));
    Random random = new Random(10);
    for (int i = 0; i < 3; i++) {
      FixtureSnapshot naive = RandomTopologies.large(random, 300 + 100 * i);
      long expected =
          naive.allComponents().stream().filter(c -> c.name().startsWith("web-")).count();
      assertThat(engine.count(Query.parse(""), Indexed.of(naive), web)).isEqualTo(expected);
    }
  }

  @Test
  void refusesAPatternThatIsTooLong() {
    assertThatThrownBy(() -> new PatternFilter(Attribute.NAME, "x".repeat(1_001)))
        .hasMessage("pattern: found 1,001 characters, expected at most 1,000");
  }

  private static boolean fits(String pattern, List<String> values) {
    String regex = pattern.replace("*", ".*").replace("?", ".");
    return values.stream().anyMatch(value -> value.matches("(?s)" + regex));
  }

  private static Set<Long> ids(String query, TopologySnapshot snapshot, PatternFilter pattern)
      throws Exception {
    Set<Long> ids = new TreeSet<>();
    Answers.engine(1_000_000, 1_000_000)
        .evaluate(Query.parse(query), snapshot, QueryOptions.NONE.matching(pattern))
        .components()
        .forEach((int ordinal) -> ids.add(snapshot.componentId(ordinal)));
    return ids;
  }
}
