package io.stackstate.stql.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stql.FixtureSnapshot;
import io.stackstate.stql.Query;
import io.stackstate.stql.RandomQueries;
import io.stackstate.stql.RandomTopologies;
import io.stackstate.stql.StqlParseException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryFormatterTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name=a or layer in(b,'c') and not type='d' | name = "a" OR (layer IN ("b", "c") AND NOT type = "d")
          ``                                         | ``
          withNeighboursOf()                         | withNeighborsOf(levels = "1", direction = "both")
          (name = a or name = b) not label = c       | (name = "a" OR name = "b") AND NOT label = "c"
          """)
  void keepsShortQueriesOnOneLine(String text, String formatted) throws Exception {
    assertThat(QueryFormatter.format(text)).isEqualTo(formatted);
  }

  @Test
  void refusesWhatIsNoQuery() {
    assertThatThrownBy(() -> QueryFormatter.format("(a or b)"))
        .isInstanceOf(StqlParseException.class)
        .hasMessageStartingWith("line 1, column 2: found \"a\", expected one of the keys");
  }

  @Test
  void breaksLongQueriesWhereTheirPartsAre() throws Exception {
    String text =
        "layer = Applications and domain = Shop and (healthstate = CRITICAL or healthstate = DEVIATING)"
            + " or withNeighborsOf(components = (layer in (Databases, Machines) and environment ="
            + " Production), levels = 3, direction = up) or not (type in (\"otel service\", pod, node)"
            + " and label in (\"team:checkout\", \"team:payment\", \"team:search\", \"team:catalogue\"))";
    assertThat(QueryFormatter.format(text))
        .isEqualTo(
            """
            (
              layer = "Applications"
              AND domain = "Shop"
              AND (healthstate = "CRITICAL" OR healthstate = "DEVIATING")
            )
            OR withNeighborsOf(
              components = (
                layer IN ("Databases", "Machines") AND environment = "Production"
              ),
              levels = "3",
              direction = "up"
            )
            OR NOT (
              type IN ("otel service", "pod", "node")
              AND label IN ("team:checkout", "team:payment", "team:search", "team:catalogue")
            )""");
  }

  @Test
  void fillsTheLinesOfLongLists() throws Exception {
    String values =
        IntStream.range(0, 40)
            .mapToObj(i -> "\"value " + i + "\"")
            .collect(Collectors.joining(","));
    String formatted = QueryFormatter.format("name not in (" + values + ")");
    assertThat(formatted.lines().count()).isEqualTo(7);
    assertThat(formatted.lines()).allMatch(line -> line.length() <= 100);
    assertThat(formatted).startsWith("name NOT IN (\n  \"value 0\", ").endsWith("\"value 39\"\n)");
  }

  @Test
  void keepsComments() throws Exception {
    String text = "# all of the shop\nname = \"#a\n# no comment\"\n  # but this  \nand type = b\n#";
    String formatted = QueryFormatter.format(text);
    assertThat(formatted)
        .isEqualTo(
            "# all of the shop\n# but this\n#\nname = \"#a\n# no comment\" AND type = \"b\"");
    assertThat(Query.parse(formatted)).isEqualTo(Query.parse(text));
  }

  @Test
  void givesAnEqualQueryWithinTheWidth() throws Exception {
    Random random = new Random(41);
    int broken = 0;
    for (int i = 0; i < 1_000; i++) {
      FixtureSnapshot snapshot = RandomTopologies.next(random);
      String text = new RandomQueries(random, snapshot).disjunction(4).text();
      String formatted = QueryFormatter.format(text);
      assertThat(Query.parse(formatted)).as(text).isEqualTo(Query.parse(text));
      assertThat(QueryFormatter.format(formatted)).isEqualTo(formatted);
      assertThat(formatted.lines()).as(formatted).allMatch(line -> line.length() <= 110);
      broken += formatted.contains("\n  ") ? 1 : 0;
    }
    assertThat(broken).isGreaterThan(150);
  }

  @Test
  void nestsNoDeeperThanQueriesMay() throws Exception {
    String text = "name = a";
    for (int i = 0; i < 100; i++) {
      text = "(" + text + (i % 2 == 0 ? ") AND name = x" : ") OR name = x");
    }
    String formatted = QueryFormatter.format(text);
    assertThat(Query.parse(formatted)).isEqualTo(Query.parse(text));
  }

  @Test
  void leavesATextAloneThatWouldBecomeTooLong() throws Exception {
    String text = "id=1 OR ".repeat(32_000) + "id=1";
    assertThat(QueryFormatter.format(text)).isEqualTo(text);
  }
}
