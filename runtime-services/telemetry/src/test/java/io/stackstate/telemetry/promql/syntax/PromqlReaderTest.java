package io.stackstate.telemetry.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.LabelMatcher.Operator;
import io.stackstate.telemetry.promql.syntax.Expr.Binary;
import io.stackstate.telemetry.promql.syntax.Expr.Call;
import io.stackstate.telemetry.promql.syntax.Expr.MatrixSelector;
import io.stackstate.telemetry.promql.syntax.Expr.NumberLiteral;
import io.stackstate.telemetry.promql.syntax.Expr.StringLiteral;
import io.stackstate.telemetry.promql.syntax.Expr.VectorSelector;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlReaderTest {
  private static final Intervals INTERVALS = Intervals.ofStep(10_000);

  private static Expr read(String query) {
    return PromqlReader.read(query, INTERVALS);
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "0x1F, 31",
    "017, 15",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "-2.5E-1, -0.25",
    "+Inf, Infinity",
    "-inf, -Infinity",
    "NaN, NaN",
    "5m, 300",
    "1h30m, 5400",
    "500ms, 0.5"
  })
  void numbersAreReadInEveryForm(String query, double value) {
    assertThat(read(query)).isEqualTo(new NumberLiteral(value));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"a\\tb\", a\tb",
        "'it\\'s', it's",
        "\"\\u00e9\\x41\\101\", \u00e9AA",
        "\"\\U0001F600\", \uD83D\uDE00"
      })
  void stringsHaveTheEscapesOfGo(String query, String value) {
    assertThat(read(query)).isEqualTo(new StringLiteral(value));
  }

  @Test
  void backticksEscapeNothing() {
    assertThat(read("`a\\n`")).isEqualTo(new StringLiteral("a\\n"));
  }

  @Test
  void selectorsHaveAllMatchers() {
    assertThat(read("a:b{x=\"1\", y!='2', z=~\"3|4\", sum!~\"5\",}"))
        .isEqualTo(
            new VectorSelector(
                List.of(
                    new LabelMatcher("x", Operator.EQUAL, "1"),
                    new LabelMatcher("y", Operator.NOT_EQUAL, "2"),
                    new LabelMatcher("z", Operator.REGEX, "3|4"),
                    new LabelMatcher("sum", Operator.NOT_REGEX, "5"),
                    new LabelMatcher("__name__", Operator.EQUAL, "a:b")),
                TimeShift.NONE));
    assertThat(read("{\"with space\", \"a b\"=\"c\"}"))
        .isEqualTo(
            new VectorSelector(
                List.of(
                    new LabelMatcher("__name__", Operator.EQUAL, "with space"),
                    new LabelMatcher("a b", Operator.EQUAL, "c")),
                TimeShift.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 ^ 2 | 1 + (2 * (3 ^ 2))",
        "2 ^ 3 ^ 2 | 2 ^ (3 ^ 2)",
        "-a ^ 2 | -(a ^ 2)",
        "8 / 4 / 2 | (8 / 4) / 2",
        "a or b and c unless d | a or ((b and c) unless d)",
        "a + b > c * d | (a + b) > (c * d)",
        "sum by (x) (a) + 1 | (sum (a) by (x)) + 1",
        "a AND on (x) b | a and on (x) b",
        "SUM(a) | sum(a)",
        "a # all of it | a",
        "rate(a[1m] offset 5m) | rate(a[1m] offset 300)",
        "a[5m:] | a[300:]",
        "rate(a) | rate(a[10s])",
        "rate(a[]) | rate(a[10s])",
        "rate(a[${__interval}]) | rate(a[1m])",
        "rate(a[$__rate_interval]) | rate(a[2m])",
        "a @ -1.5 | a @ -1.500"
      })
  void bothMeanTheSame(String one, String other) {
    assertThat(read(one)).isEqualTo(read(other));
  }

  @Test
  void variablesOfARangeFollowTheStep() {
    assertThat(rangeOf("rate(m[${__rate_interval}])", 10)).isEqualTo(120_000);
    assertThat(rangeOf("rate(m[${__rate_interval}])", 600)).isEqualTo(630_000);
    assertThat(rangeOf("max_over_time(m[${__interval}])", 10)).isEqualTo(60_000);
    assertThat(rangeOf("max_over_time(m[${__interval}])", 3_600)).isEqualTo(3_600_000);
  }

  private static long rangeOf(String query, int stepSeconds) {
    Call call = (Call) PromqlReader.read(query, Intervals.ofStep(stepSeconds * 1000L));
    return ((MatrixSelector) call.arguments().get(0)).rangeMillis();
  }

  @Test
  void keyWordsAreNamesWhereANameIsPossible() {
    assertThat(read("sum")).isInstanceOf(VectorSelector.class);
    assertThat(read("offset{by=\"1\", bool=\"2\"} offset 1m")).isInstanceOf(VectorSelector.class);
    assertThat(read("sum by (on, limit) (by) limit 3")).isInstanceOf(Expr.Aggregation.class);
    assertThat(((Binary) read("a or or")).operator()).isEqualTo(BinaryOperator.OR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sum(             | 1:5: parse error: unexpected the end of the query",
        "1 + )            | 1:5: parse error: unexpected \")\"",
        "a{b=\"c}         | 1:5: parse error: unexpected a quote that is not closed",
        "a{b=c}           | 1:5: parse error: unexpected \"c\", expected STRING",
        "rat(a[5m])       | 1:1: parse error: unknown function with name \"rat\"",
        "rate(sum(a))     | 1:6: parse error: expected type range vector in call to function",
        "rate(a[5m], 1)   | 1:1: parse error: expected 1 argument(s) in call to \"rate\", got 2",
        "round()          | 1:1: parse error: expected at least 1 argument(s) in call to \"round\"",
        "sum(a[5m])       | 1:5: parse error: expected type instant vector in aggregation",
        "topk(a)          | 1:1: parse error: wrong number of arguments for aggregate expression",
        "topk(\"1\", a)   | 1:6: parse error: expected type scalar in aggregation parameter",
        "a + \"b\"        | 1:5: parse error: binary expression must contain only scalar and",
        "1 > 2            | 1:3: parse error: comparisons between scalars must use bool modifier",
        "a + bool b       | 1:3: parse error: bool modifier can only be used on comparison",
        "a and 1          | 1:3: parse error: set operator \"and\" not allowed in binary scalar",
        "a and on (x) group_left () b | 1:7: parse error: no grouping allowed for \"and\"",
        "a + on (x) group_left (x) b | 1:5: parse error: label \"x\" must not occur in ON and",
        "a + on (x) 1     | 1:5: parse error: vector matching only allowed between instant",
        "-a[5m]           | 1:1: parse error: unary expression only allowed on expressions of",
        "(a)[5m]          | 1:4: parse error: ranges only allowed for vector selectors",
        "a offset 1m [5m] | 1:13: parse error: no offset or @ modifiers allowed before a range",
        "sum(a) offset 1m | 1:8: parse error: offset modifier must be preceded by",
        "a offset 1m offset 2m | 1:13: parse error: offset may not be set multiple times",
        "a @ 1 @ 2        | 1:7: parse error: @ <timestamp> may not be set multiple times",
        "a[0]             | 1:3: parse error: duration must be greater than 0",
        "a[1m1h]          | 1:3: parse error: bad duration \"1m1h\"",
        "a[5]b            | 1:5: parse error: unexpected \"b\"",
        "{}               | 1:1: parse error: vector selector must contain at least one non-empty",
        "{x=~\".*\"}      | 1:1: parse error: vector selector must contain at least one non-empty",
        "a{__name__=\"b\"} | 1:1: parse error: metric name must not be set twice",
        "a{b=~\"(\"}      | 1:6: parse error: bad regular expression for b: found (,",
        "\"\\q\"          | 1:1: parse error: found an escape that means nothing",
        "sum(a) limit 0   | 1:14: parse error: limit: found 0, expected a whole number",
        "1y2y             | 1:1: parse error: bad duration"
      })
  void errorsSayWhereAndWhat(String query, String message) {
    assertThatThrownBy(() -> read(query))
        .isInstanceOf(PromqlSyntaxException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void positionsCountLines() {
    assertThatThrownBy(() -> read("sum by (x) (\n  rate(a[5m]),\n  b)"))
        .isInstanceOfSatisfying(
            PromqlSyntaxException.class,
            e -> assertThat(List.of(e.line(), e.column())).isEqualTo(List.of(1, 1)));
    assertThatThrownBy(() -> read("a +\n   unknown(1)"))
        .isInstanceOfSatisfying(
            PromqlSyntaxException.class,
            e -> assertThat(List.of(e.line(), e.column())).isEqualTo(List.of(2, 4)));
  }

  @Test
  void depthAndLengthAreBounded() {
    assertThatThrownBy(() -> read("(".repeat(70) + "a" + ")".repeat(70)))
        .hasMessageContaining("nested deeper than 64");
    assertThatThrownBy(() -> read("a" + "+a".repeat(401))).hasMessageContaining("400 operators");
    assertThatThrownBy(() -> read("-".repeat(401) + "1")).hasMessageContaining("400 operators");
    assertThatThrownBy(() -> read("a".repeat(70_000))).hasMessageContaining("characters");
    assertThatCode(() -> read("a" + "^a".repeat(399))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (job) (rate(http_requests_total{job=~\"a|b\", x!=\"\"}[5m] offset 1m)) / on (job)"
            + " group_left (z) (c @ end() > bool 0.5) or topk(3, avg_over_time(d[1h:30s]))",
        "histogram_quantile(0.99, sum(rate(x_bucket[$__rate_interval])) by (le)) unless vector(1)",
        "label_replace(up, \"a\", \"$1\", 'b', `(.*)`) # comment"
      })
  void whateverIsChangedInAQueryGivesAnAnswerOrACleanError(String query) {
    Random random = new Random(query.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 3_000; i++) {
            readOrRefuse(mutated(query, random));
          }
        });
  }

  @Test
  void randomTextGivesACleanError() {
    Random random = new Random(3);
    String[] words = {
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "a",
      "sum",
      "by",
      "on",
      "5m",
      "1",
      "-",
      "^",
      "and",
      "\"x\"",
      "'",
      ",",
      ":",
      "@",
      "=~",
      "==",
      "offset",
      "${__interval}",
      "group_left",
      "bool",
      "rate",
      "\u00e9"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n >= 0; n--) {
        text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
      }
      readOrRefuse(text.toString());
    }
  }

  private static String mutated(String query, Random random) {
    StringBuilder text = new StringBuilder(query);
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, (char) (32 + random.nextInt(100)));
        default -> text.setCharAt(at, (char) random.nextInt(300));
      }
    }
    return text.toString();
  }

  private static void readOrRefuse(String text) {
    try {
      assertThat(read(text).type()).isNotNull();
    } catch (PromqlSyntaxException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.getMessage()).contains("parse error: ");
    }
  }
}
