package io.stackstate.stql.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stql.Query;
import io.stackstate.stql.basic.BasicConversion.Basic;
import io.stackstate.stql.basic.BasicConversion.Loss;
import io.stackstate.stql.basic.BasicConversion.NotBasic;
import io.stackstate.stql.expression.Direction;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Neighbors;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query sheet section 3.3 and row Q38 of 15.1; UI sheet section 4.1 and rows 1 to 3 of 24. */
class BasicFilterTest {

  @Test
  void convertsTheExampleOfTheSheetAndBack() throws Exception {
    Query query =
        Query.parse(
            "(domain IN (\"Shop\") AND healthstate IN (\"CLEAR\",\"DEVIATING\"))"
                + " OR name IN (\"ledger\")");
    BasicFilter filter = basic(query);
    assertThat(filter.domains()).containsExactly("Shop");
    assertThat(filter.healthStates()).containsExactly("CLEAR", "DEVIATING");
    assertThat(filter.names()).containsExactly("ledger");
    assertThat(filter.toQuery()).isEqualTo(query);
    assertThat(filter.toStql())
        .isEqualTo(
            "(domain IN (\"Shop\") AND healthstate IN (\"CLEAR\", \"DEVIATING\"))"
                + " OR name IN (\"ledger\")");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                        | ``
          layer IN (a) OR identifier IN ("urn:x:1", 'urn:x:2')      | layer IN ("a") OR identifier IN ("urn:x:1", "urn:x:2")
          (domain in (Shop) AND layer in (Databases))               | layer IN ("Databases") AND domain IN ("Shop")
          name in (a) OR layer in (b) OR name in (c)                | layer IN ("b") OR name IN ("a", "c")
          withNeighborsOf(components = (not name = x))              | withNeighborsOf(components = (NOT name = "x"), levels = "1", direction = "both")
          layer = b and type in (c)                                 | layer IN ("b") AND type IN ("c")
          name = x                                                  | name IN ("x")
          label in (a, a, b) OR name in ("*")                       | label IN ("a", "b") OR name IN ("*")
          environments in (p) and healthState in (critical)         | environment IN ("p") AND healthstate IN ("CRITICAL")
          """)
  void fillsTheBoxes(String query, String written) throws Exception {
    String text = basic(Query.parse(query)).toStql();
    assertThat(text).isEqualTo(written);
    assertThat(basic(Query.parse(text))).isEqualTo(basic(Query.parse(query)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          layer = "a" AND NOT type = "b"          | NOT type = "b"                | the boxes cannot exclude: NOT                               | layer IN ("a")
          layer != a                              | layer != "a"                  | the boxes cannot exclude: !=                                | ``
          name NOT IN (a, b)                      | name NOT IN ("a", "b")        | the boxes cannot exclude: NOT IN                            | ``
          layer IN (a) AND layer IN (b)           | layer IN ("b")                | the box for layer restricts only once                       | layer IN ("a")
          layer IN (a) AND name IN (b)            | name IN ("b")                 | name can only be joined to the other boxes by OR            | layer IN ("a")
          layer IN (a) AND identifier IN (b)      | identifier IN ("b")           | identifier can only be joined to the other boxes by OR      | layer IN ("a")
          layer IN (a) OR domain IN (b)           | domain IN ("b")               | the boxes hold one group of restrictions, and this is another one | layer IN ("a")
          id = 7 OR name IN (a)                   | id = "7"                      | there is no box for ids                                     | name IN ("a")
          withCauseOf() OR name IN (a)            | withCauseOf()                 | withCauseOf is deprecated and selects nothing               | name IN ("a")
          withNeighborsOf() AND layer IN (a)      | withNeighborsOf(levels = "1", direction = "both") | withNeighborsOf can only be joined to the other boxes by OR | layer IN ("a")
          """)
  void saysWhatItLosesAndWhy(String query, String part, String reason, String kept)
      throws Exception {
    NotBasic conversion = (NotBasic) BasicFilter.of(Query.parse(query));
    assertThat(conversion.lost()).containsExactly(new Loss(part, reason));
    assertThat(conversion.filter().toStql()).isEqualTo(kept);
  }

  @Test
  void doesNotShowTheTenthQueryOfTheSheet() throws Exception {
    Query query =
        Query.parse(
            "layer = \"Applications\" AND (healthstate = \"CRITICAL\" OR healthstate = \"DEVIATING\")"
                + " OR withNeighborsOf(components = (name in (\"ledger\")))");
    NotBasic conversion = (NotBasic) BasicFilter.of(query);
    assertThat(conversion.lost())
        .containsExactly(
            new Loss(
                "healthstate = \"CRITICAL\" OR healthstate = \"DEVIATING\"",
                "the boxes cannot nest alternatives: OR inside AND"));
    assertThat(conversion.filter().neighbors()).hasSize(1);
  }

  @Test
  void refusesAHealthStateThatDoesNotExist() {
    List<String> none = List.of();
    List<String> states = List.of("critical", "bad");
    assertThatThrownBy(
            () -> new BasicFilter(none, none, none, none, states, none, none, none, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("healthStates: found \"bad\", expected one of [UNINITIALIZED,");
  }

  @Test
  void readsBackWhateverTheBoxesHold() throws Exception {
    Random random = new Random(38);
    for (int i = 0; i < 2_000; i++) {
      BasicFilter filter =
          new BasicFilter(
              some(random, "Machines", "say \"hi\""),
              some(random, "Shop", "*"),
              some(random, "Production", ""),
              some(random, "host", "and"),
              some(random, "CRITICAL", "CLEAR"),
              some(random, "a:b", "C:\\"),
              some(random, "x", "y"),
              some(random, "urn:x:1", "urn:x:2"),
              neighbors(random));
      assertThat(basic(filter.toQuery())).isEqualTo(filter);
      assertThat(Query.parse(filter.toStql())).isEqualTo(filter.toQuery());
    }
  }

  private static List<Neighbors> neighbors(Random random) throws Exception {
    Expression seed = Query.parse("name = a OR NOT type IN (b, c)").expression();
    return Stream.of(
            new Neighbors(seed, 2, Direction.UP),
            new Neighbors(new Everything(), 15, Direction.BOTH))
        .filter(n -> random.nextInt(3) == 0)
        .toList();
  }

  private static List<String> some(Random random, String... values) {
    return Stream.of(values).filter(v -> random.nextBoolean()).collect(Collectors.toList());
  }

  private static BasicFilter basic(Query query) {
    BasicConversion conversion = BasicFilter.of(query);
    assertThat(conversion).as(query.toString()).isInstanceOf(Basic.class);
    return conversion.filter();
  }
}
