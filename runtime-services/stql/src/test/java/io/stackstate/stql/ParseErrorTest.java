package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseErrorTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nmae = "a"                        | 1  | ; did you mean "name"?
          helthstate = "CLEAR"              | 1  | ; did you mean "healthstate"?
          labels IN ("a")                   | 1  | ; did you mean "label"?
          withNeighborOf(levels = "2")      | 1  | ; did you mean "withNeighborsOf"?
          withNeighborsOf(level = "2")      | 17 | found the parameter "level", expected one of the parameters components, levels or direction; did you mean "levels"?
          withNeighborsOf(direction = dwon) | 29 | ; did you mean "down"?
          healthstate = "CRITCAL"           | 15 | found "CRITCAL", expected one of the health states UNINITIALIZED, UNKNOWN, CLEAR, DISABLED, DEVIATING, FLAPPING or CRITICAL; did you mean "CRITICAL"?
          name = "a" adn name = "b"         | 12 | found "adn", expected AND, OR, NOT or the end of the query; did you mean "AND"?
          name = two words                  | 12 | found "words", expected AND, OR, NOT or the end of the query; put quotes around a value of several words
          name IN (two words)               | 14 | found "words", expected "," or ")"; put quotes around a value of several words
          components(filtre = (name = a))   | 12 | found the parameter "filtre", expected the parameter filter; did you mean "filter"?
          """)
  void suggestsWhatWasMeant(String query, int column, String fragment) {
    StqlParseException error = failure(query);
    assertThat(error).hasMessageContaining(fragment);
    assertThat(error.column()).isEqualTo(column);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cart-db                                 | 1  | found "cart-db", expected one of the keys name, type, layer, domain, environment, label, healthstate, identifier or id
          "cart-db"                               | 1  | found the text "cart-db", expected a filter such as name = "x", a function, NOT, "(" or the end of the query
          name                                    | 5  | found the end of the query, expected "=", "!=", IN or NOT IN
          name "a"                                | 6  | found the text "a", expected "=", "!=", IN or NOT IN
          name ! "a"                              | 6  | found "!", expected "=", "!=", IN or NOT IN
          name NOT "a"                            | 10 | found the text "a", expected IN
          name IN "a"                             | 9  | found the text "a", expected "("
          name IN ("a" "b")                       | 14 | found the text "b", expected "," or ")"
          name IN ("a",)                          | 14 | found ")", expected a value (in quotes unless it is a single word)
          name = in                               | 8  | found the keyword in, expected a value (in quotes unless it is a single word); write "in" in quotes to use it as a value
          name == "a"                             | 7  | found "=", expected a value (in quotes unless it is a single word)
          name = "a" AND                          | 15 | found the end of the query, expected a filter such as name = "x", a function, NOT or "("
          AND name = "a"                          | 1  | found the keyword AND, expected a filter such as name = "x", a function, NOT, "(" or the end of the query
          name = "a")                             | 11 | found ")", expected AND, OR, NOT or the end of the query
          ()                                      | 2  | found ")", expected a filter such as name = "x", a function, NOT or "("
          name = 'it's'                           | 12 | found "s", expected AND, OR, NOT or the end of the query
          name = "a                               | 8  | found the text "a without its closing quote, expected a closing "
          id = 'x'                                | 6  | found "x", expected the number of a component such as id = "123"
          id = -1                                 | 6  | found "-1", expected the number of a component such as id = "123"
          withNeighborsOf                         | 16 | found the end of the query, expected "("
          withNeighborsOf("a")                    | 17 | found the text "a", expected a parameter such as levels = "2" or ")"
          withNeighborsOf(name = "a")             | 17 | found the parameter "name", expected one of the parameters components, levels or direction
          withNeighborsOf(levels "2")             | 24 | found the text "2", expected "="
          withNeighborsOf(levels two)             | 24 | found "two", expected "="
          withNeighborsOf(levels = )              | 26 | found ")", expected a value (in quotes unless it is a single word) or a query in parentheses
          withNeighborsOf(levels = "0")           | 26 | found "0", expected a number from 1 to 15 or "all"
          withNeighborsOf(levels = "-1")          | 26 | found "-1", expected a number from 1 to 15 or "all"
          withNeighborsOf(levels = "99999999999") | 26 | found "99999999999", expected a number from 1 to 15 or "all"
          withNeighborsOf(levels = (name = a))    | 26 | found a query in parentheses, expected a number from 1 to 15 or "all"
          withNeighborsOf(components = "a")       | 30 | found the text "a", expected a query in parentheses such as (name = "x")
          withNeighborsOf(levels=1, levels=2)     | 27 | found the parameter "levels" a second time, expected it only once
          withNeighborsOf(components=(name = a)   | 38 | found the end of the query, expected "," or ")"; the "(" at line 1, column 16 is not closed
          withCauseOf = "a"                       | 1  | found "withCauseOf", expected one of the keys name, type, layer, domain, environment, label, healthstate, identifier or id
          """)
  void saysWhatWasFoundAndWhatWasExpected(String query, int column, String message) {
    assertThat(failure(query)).hasMessage("line 1, column " + column + ": " + message);
  }

  @Test
  void countsLinesAndCodePoints() {
    StqlParseException error = failure("# all hosts\nname = \"\uD83D\uDE00\"\r\n  AND tyep = host");
    assertThat(error.line()).isEqualTo(3);
    assertThat(error.column()).isEqualTo(7);
    assertThat(failure("name = \"\uD83D\uDE00\" !").column()).isEqualTo(12);
  }

  @Test
  void quotesLongAndMultilineTextShortAndOnOneLine() {
    StqlParseException error = failure("name = a \"" + "line\n".repeat(1_000) + "\"");
    assertThat(error.getMessage()).doesNotContain("\n").hasSizeLessThan(200);
  }

  @Test
  void limitsTheLength() {
    assertThat(failure("#" + "x".repeat(262_144)))
        .hasMessage(
            "line 1, column 1: found a query of 262,145 characters, expected at most 262,144");
  }

  @Test
  void limitsTheNesting() throws Exception {
    String query = "(".repeat(100) + "name = a" + ")".repeat(100);
    assertThat(Query.parse(query)).isEqualTo(Query.parse("name = a"));
    assertThat(failure("(" + query + ")"))
        .hasMessage(
            "line 1, column 101: found parentheses nested more than 100 deep, expected at most"
                + " 100");
    assertThat(failure("withNeighborsOf(components = ".repeat(5_000)).column()).isEqualTo(2_916);
  }

  @Test
  void takesVeryLongChainsWithoutExhaustingTheStack() throws Exception {
    assertThat(Query.parse("NOT ".repeat(60_000) + "name = a")).isEqualTo(Query.parse("name = a"));
    String filter = "name = a NOT ";
    assertThat(Query.parse(filter.repeat(20_000) + "name = b").toString())
        .hasSizeGreaterThan(200_000);
    assertThat(Query.parse("name=a OR ".repeat(26_000) + "name=b").toString()).startsWith("name");
  }

  private static StqlParseException failure(String query) {
    return catchThrowableOfType(StqlParseException.class, () -> Query.parse(query));
  }
}
