package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stql.expression.Direction;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.expression.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          name = cart-db                   | cart-db
          name=a.b/c:d*#e                  | a.b/c:d*#e
          name = #7                        | #7
          name = android                   | android
          name = "and"                     | and
          name = "two words"               | two words
          name = 'say "hi"'                | say "hi"
          name = "it's"                    | it's
          name = "say \\"hi\\""              | say "hi"
          name = 'it\\'s'                   | it's
          name = "C:\\Temp\\new"             | C:\\Temp\\new
          name = "C:\\\\"                    | C:\\
          name = "\\\\\\"\\x"                  | \\"\\x
          name = C:\\Temp                   | C:\\Temp
          name = "a # b"                   | a # b
          name = ""                        | ``
          name = 😀                        | 😀
          """)
  void readsValues(String query, String value) throws Exception {
    assertThat(Query.parse(query).expression())
        .isEqualTo(new Filter(Key.NAME, Operator.EQUAL, List.of(value)));
    assertThat(Query.parse(Query.parse(query).toString())).isEqualTo(Query.parse(query));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          NAME In (a,'b') aNd nOt Layer nOt iN(c)  | name IN ("a", "b") AND NOT layer NOT IN ("c")
          environments = a                         | environment = "a"
          HealthState != critical                  | healthstate != "CRITICAL"
          healthstate = *                          | healthstate = "*"
          id IN (007, '*')                         | id IN ("7", "*")
          name=a or name=b and name=c              | name = "a" OR name = "b" AND name = "c"
          (name=a or name=b) and name=c            | (name = "a" OR name = "b") AND name = "c"
          name=a and (name=b and name=c)           | name = "a" AND name = "b" AND name = "c"
          name=a not name=b and name=c             | name = "a" AND NOT name = "b" AND name = "c"
          name=a not not name=b                    | name = "a" AND name = "b"
          not (not (not (name=a and name=b)))      | NOT (name = "a" AND name = "b")
          name=a not (name=b or name=c) or name=d  | name = "a" AND NOT (name = "b" OR name = "c") OR name = "d"
          withNeighborsOf()                        | withNeighborsOf(levels = "1", direction = "both")
          withNeighborsOf(components = ())         | withNeighborsOf(levels = "1", direction = "both")
          WITHNEIGHBOURSOF(Direction=UP,LEVELS=All,components=(name=a)) | withNeighborsOf(components = (name = "a"), levels = "15", direction = "up")
          withCauseOf(what = (name = a), ever = 1) | withCauseOf()
          components(filter = (name=a or name=b)) and name=c | (name = "a" OR name = "b") AND name = "c"
          components()                             | name = "*"
          NOT components(filter = ())              | NOT name = "*"
          """)
  void hasACanonicalText(String query, String canonical) throws Exception {
    assertThat(Query.parse(query)).hasToString(canonical);
    assertThat(Query.parse(canonical)).isEqualTo(Query.parse(query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\r\n",
        "# nothing but a comment",
        "# one\r\n  # two\n\t#three",
        "#",
      })
  void selectsEverythingWhenBlank(String blank) throws Exception {
    assertThat(Query.parse(blank)).isEqualTo(Query.parse("")).hasToString("");
  }

  @Test
  void skipsWholeLinesOfCommentOnly() throws Exception {
    String query =
        "# services ( of the shop\ntype = service\n   # \"and\nAND name = \"#a\n# not a comment\""
            + "\r\t# but this is";
    assertThat(Query.parse(query))
        .hasToString("type = \"service\" AND name = \"#a\n# not a comment\"");
    assertThatThrownBy(() -> Query.parse("name = a # which one?"))
        .hasMessageStartingWith("line 1, column 10: found \"#\", expected AND");
  }

  @Test
  void ignoresTheBlanksAroundIt() throws Exception {
    assertThat(Query.parse("  name = a \n\u00A0")).isEqualTo(Query.parse("name='a'"));
    assertThat(Query.parse("name = a").hashCode()).isEqualTo(Query.parse("name='a'").hashCode());
    assertThat(Query.parse("name = a")).isNotEqualTo(Query.parse("name = A"));
  }

  @Test
  void readsTheArgumentsOfWithNeighborsOf() throws Exception {
    assertThat(Query.parse("withNeighborsOf(levels = 15)"))
        .isEqualTo(Query.parse("withNeighborsOf(levels = \"ALL\")"));
    assertThat(Query.parse("withNeighborsOf(components=(id=4), direction='Down')").expression())
        .isEqualTo(
            new Neighbors(new Filter(Key.ID, Operator.EQUAL, List.of("4")), 1, Direction.DOWN));
  }
}
