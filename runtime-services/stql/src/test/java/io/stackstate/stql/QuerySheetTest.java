package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test cases of the query sheet, section 15.1, on its topology. */
class QuerySheetTest {
  private final FixtureSnapshot shop = Elements.shop();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Q1 | name = "*" | 1 2 3 4 5 6
          Q1 blank | `  ` | 1 2 3 4 5 6
          Q2 | layer = "Databases" | 3 6
          Q3 | name IN ("shop-web","ledger") NOT label = "backup:no" | 1
          Q4 | name = "shop-web" NOT label in ("team:web","zzz") | ``
          Q5 | name NOT in ("cart-api","cart-db") | 1 4 5 6
          Q6 | NOT (name = "shop-web" OR name = "ledger") | 2 3 4 5
          Q7 | name = cart-db OR name = host-7 | 3 4
          Q8 | name = "shop-web" OR name = "ledger" AND layer = "Databases" | 1 6
          Q9 | (name = "shop-web" OR name = "ledger") AND layer = "Databases" | 6
          Q10 | layer = "Applications" AND (healthstate = "CRITICAL" OR healthstate = "DEVIATING") OR withNeighborsOf(components = (name in ("ledger"))) | 2 4 6
          Q11 | (domain IN ("Shop") AND healthstate IN ("CLEAR","DEVIATING")) OR name IN ("ledger") | 1 2 6
          Q12 | withNeighborsOf(components = (name = "cart-api")) | 1 2 3 5 6
          Q13 | withNeighborsOf(components = (name = "cart-api"), direction = "down") | 2 3
          Q14 | withNeighborsOf(components = (name = "cart-api"), direction = "down", levels = "2") | 2 3 4
          Q15 | withNeighborsOf(levels = 'all', direction='up', components=(id = '4')) | 1 2 3 4 5 6
          Q16 | withNeighborsOf(direction = "up", components = (withNeighborsOf(direction = "down", components = (identifier = "urn:x:shop-web"), levels = "1") and type = "service"), levels = "1") and type = "service" | 1 2 5
          Q17 | withCauseOf(components = (name = "shop-web")) OR name = "ledger" | 6
          Q18 | Type = 'database' and healthState = 'critical' | 3
          Q19 | environments in ("Staging") | 5 6
          Q20 | label = "team:cart" AND label IN ("backup:yes","backup:no") | 3
          Q21 | label != "team:cart" | 1 4 5 6
          Q22 | name = "cart*" | ``
          Q28 | name = "cart-db" | 3
          Q28 unequal | name != "ledger" | 1 2 3 4 5
          Q29 | (name = cart-db AND type = database) OR (name = host-7 AND type = "host") | 3 4
          Q30 | layer = "Applications" AND healthstate != "UNKNOWN" OR (name in ("cart-db","ledger")) OR withNeighborsOf(components = (name = "shop-web"), levels = "2") | 1 2 3 5 6
          Q31 | withNeighborsOf(direction = 'both', components = (id = '4'), levels = '15') and label = 'team:cart' | 2 3
          Q32 | withNeighborsOf(direction = 'down', levels = '15', components = (name = 'shop-web')) and healthState = 'CRITICAL' | 3
          Q33 | withNeighborsOf(direction = 'down', components = (name = 'shop-web'), levels = '3') | 1 2 3 4
          Q34 | withNeighborsOf(direction = 'up', components = (name = 'cart-db'), levels = '2') | 1 2 3 5
          Q35 | layer IN ("Applications") AND domain IN ("Shop") OR name IN ("ledger") | 1 2 5 6
          Q36 | layer in ("Machines") OR identifier IN ("urn:x:svc/cart") | 2 4
          Q37 | (domain IN ("Shop") AND layer IN ("Databases")) | 3
          Q37 analytics | environment in ("Production") AND type = "database" | 3 6
          """)
  void selects(String number, String query, String expected) throws Exception {
    assertThat(Answers.ids(query, shop)).isEqualTo(ids(expected));
    assertThat(Answers.ids(query, Indexed.of(shop))).isEqualTo(ids(expected));
    assertThat(shop.unmodified()).isTrue();
  }

  @ParameterizedTest(name = "Q23: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name =                                              | 7  | found the end of the query, expected a value (in quotes unless it is a single word)
          name IN ()                                          | 10 | found ")", expected a value (in quotes unless it is a single word)
          (name = "a"                                         | 12 | found the end of the query, expected AND, OR, NOT or ")"; the "(" at line 1, column 1 is not closed
          name = "a" name = "b"                               | 12 | found "name", expected AND, OR, NOT or the end of the query
          colour = "x"                                        | 1  | found "colour", expected one of the keys name, type, layer, domain, environment, label, healthstate, identifier or id
          withNeighborsOf(levels = "16")                      | 26 | found "16", expected a number from 1 to 15 or "all"
          withNeighborsOf(levels = "1", direction = "sideways") | 43 | found "sideways", expected one of the directions up, down or both
          foo(name = "a")                                     | 1  | found the function "foo", expected one of the functions withNeighborsOf, withCauseOf or components
          """)
  void explainsWhereAndWhyAQueryIsWrong(String query, int column, String message) {
    StqlParseException error =
        catchThrowableOfType(StqlParseException.class, () -> Query.parse(query));
    assertThat(error).hasMessage("line 1, column " + column + ": " + message);
    assertThat(error.line()).isEqualTo(1);
    assertThat(error.column()).isEqualTo(column);
  }

  @ParameterizedTest(name = "Q24: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          domain = "Shop"                   | name = "cart-db" OR name = "ledger"                  | 3
          domain = "Shop";domain = "Bank"   | layer = "Databases" AND domain IN ("Shop","Infra")   | 3
          domain = "Shop" OR type = host    | ``                                                   | 1 2 3 4 5
          ``                                | name = "ledger"                                      | 6
          """)
  void answersOnlyWithinTheScopes(String scopes, String query, String expected) throws Exception {
    List<Query> parsed = Arrays.stream(scopes.split(";")).map(QuerySheetTest::parsed).toList();
    Query scoped = Query.parse(query).within(parsed);
    assertThat(Answers.ids(scoped, shop)).isEqualTo(ids(expected));
    assertThat(Query.parse(scoped.toString())).isEqualTo(scoped);
  }

  @ParameterizedTest(name = "Q25: {0}")
  @ValueSource(
      strings = {
        "name = a OR withNeighborsOf(components = (name = b))",
        "name = a NOT withCauseOf()"
      })
  void refusesAFunctionInAScope(String scope) throws Exception {
    StqlParseException error =
        catchThrowableOfType(StqlParseException.class, () -> Query.parseScope(scope));
    assertThat(error).hasMessageContaining("expected only filters in a scope");
    assertThat(error.column()).isEqualTo(scope.indexOf("with") + 1);
    Query parsed = Query.parse(scope);
    assertThatThrownBy(() -> Query.parse("").within(List.of(parsed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may not use functions");
  }

  @ParameterizedTest(name = "Q26, Q27: {0}")
  @ValueSource(
      strings = {
        "name = \"*\"",
        "withNeighborsOf(components=(name=\"*\"), levels=\"15\") AND layer = \"Databases\""
      })
  void overflowsOnWhatItHasToLoad(String query) throws Exception {
    Query parsed = Query.parse(query);
    QueryTooLargeException error =
        catchThrowableOfType(
            QueryTooLargeException.class, () -> Answers.engine(4, 100).evaluate(parsed, shop));
    assertThat(error.limit()).isEqualTo(4);
  }

  @Test
  void answersWhatOverflowedWhenTheLimitAllowsIt() throws Exception {
    Query query =
        Query.parse(
            "withNeighborsOf(components=(name=\"*\"), levels=\"15\") AND layer = \"Databases\"");
    QueryResult result = Answers.engine(12, 2).evaluate(query, shop);
    assertThat(result.components().getCardinality()).isEqualTo(2);
    assertThat(result.loadedElements()).isEqualTo(12);
  }

  private static Query parsed(String scope) {
    try {
      return Query.parseScope(scope);
    } catch (StqlParseException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Long> ids(String text) {
    return Arrays.stream(text.split(" "))
        .filter(id -> !id.isEmpty())
        .map(Long::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
