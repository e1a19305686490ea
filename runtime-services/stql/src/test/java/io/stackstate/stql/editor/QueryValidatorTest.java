package io.stackstate.stql.editor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stql.Elements;
import io.stackstate.stql.FixtureSnapshot;
import io.stackstate.stql.Query;
import io.stackstate.stql.RandomQueries;
import io.stackstate.stql.RandomTopologies;
import io.stackstate.stql.StqlParseException;
import io.stackstate.stql.editor.Problem.Severity;
import io.stackstate.topology.Attribute;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryValidatorTest {
  private final FixtureSnapshot shop = Elements.shop();

  @Test
  void findsAllProblemsOfATextThatCanBeParsed() {
    String text =
        "colour = red OR (healthstate = bad AND name = a)\n"
            + "  OR withNeighborsOf(levels = 16, components = (tyep = \"😀\"))"
            + " OR withNeighborsOf(components = (tyep = x NOT id = \"😀\"))";
    List<Problem> problems = QueryValidator.validate(text);
    assertThat(problems)
        .extracting(problem -> text.substring(problem.start(), problem.end()))
        .containsExactly("colour", "bad", "16", "tyep", "tyep", "\"😀\"");
    assertThat(problems).extracting(Problem::severity).containsOnly(Severity.ERROR);
    assertThat(problems).extracting(Problem::line).containsExactly(1, 1, 2, 2, 2, 2);
    assertThat(problems.get(1).column()).isEqualTo(32);
    assertThat(problems.get(3).message()).endsWith("did you mean \"type\"?");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name = "😀" name = "b"      | name | 1 | 12
          layer INN ("x")             | INN  | 1 | 7
          name =                      | ``   | 1 | 7
          (name = "a"                 | ``   | 1 | 12
          name = "open                | "open | 1 | 8
          """)
  void findsWhereATextStopsMakingSense(String text, String part, int line, int column) {
    List<Problem> problems = QueryValidator.validate(text);
    assertThat(problems).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(text.substring(problem.start(), problem.end())).isEqualTo(part);
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.column()).isEqualTo(column);
    assertThat(problem.message()).startsWith("found ");
  }

  @Test
  void warnsOfWhatSelectsNothing() {
    String text =
        "name IN (\"cart*\", ledger, \"*\") AND layer != Machines AND label = 'team:no'"
            + " OR withCauseOf() OR id = 999 OR healthstate = FLAPPING";
    assertThat(QueryValidator.validate(text, shop, shop.components()))
        .extracting(p -> text.substring(p.start(), p.end()) + ": " + p.message())
        .containsExactly(
            "\"cart*\": no component has this name now;"
                + " \"*\" is a wildcard only when it is the whole value",
            "'team:no': no component has this label now",
            "withCauseOf: withCauseOf is deprecated and selects nothing");
    assertThat(QueryValidator.validate(text))
        .extracting(Problem::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void doesNotTellWhatIsNotVisible() {
    String text = "name = ledger OR name = cart-db";
    var bank = shop.components(Attribute.DOMAIN, "Bank");
    assertThat(QueryValidator.validate(text, shop, bank))
        .extracting(Problem::start)
        .containsExactly(24);
  }

  @Test
  void saysNoMoreThanAnybodyReads() {
    assertThat(QueryValidator.validate("colour = x OR ".repeat(15_000) + "colour = x"))
        .hasSize(100);
    String unknown = "name = x OR ".repeat(15_000) + "name = x";
    assertThat(QueryValidator.validate(unknown, shop, shop.components())).hasSize(100);
    assertThat(QueryValidator.validate("x".repeat(300_000))).hasSize(1);
  }

  @Test
  void agreesWithTheParser() throws Exception {
    Random random = new Random(31);
    int wrong = 0;
    for (int i = 0; i < 1_000; i++) {
      FixtureSnapshot snapshot = RandomTopologies.next(random);
      StringBuilder text =
          new StringBuilder(new RandomQueries(random, snapshot).disjunction(2).text());
      if (random.nextBoolean()) {
        int at = random.nextInt(text.length());
        text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
      }
      List<Problem> errors =
          QueryValidator.validate(text.toString()).stream()
              .filter(p -> p.severity() == Severity.ERROR)
              .toList();
      assertThat(errors.isEmpty()).as(text.toString()).isEqualTo(parses(text.toString()));
      wrong += errors.isEmpty() ? 0 : 1;
      for (Problem problem : errors) {
        assertThat(problem.start()).isBetween(0, text.length());
        assertThat(problem.end()).isBetween(problem.start(), text.length());
      }
    }
    assertThat(wrong).isBetween(100, 900);
  }

  private static boolean parses(String text) {
    try {
      Query.parse(text);
      return true;
    } catch (StqlParseException e) {
      return false;
    }
  }
}
