package io.stackstate.model.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.handler.Matcher.Operator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {
  private static boolean holds(Operator op, String value, String... labels) {
    return new Matcher("label", op, value).matches(Map.of("label", List.of(labels)));
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, a, true",
    "EQUAL, c, false",
    "NOT_EQUAL, a, false",
    "NOT_EQUAL, c, true",
    "LIKE, [ab], true",
    "LIKE, '', false",
    "LIKE, c.*, false",
    "NOT_LIKE, [ab], false",
    "NOT_LIKE, c.*, true"
  })
  void oneOfTheValuesMustFitAndForANegatedOneNone(Operator op, String value, boolean holds) {
    assertThat(holds(op, value, "a", "b")).isEqualTo(holds);
  }

  @Test
  @Timeout(60)
  void anExpressionThatWouldTakeForEverHoldsInNeitherWay() {
    String text = "a".repeat(90);
    assertThat(holds(Operator.LIKE, "(a|aa)+b(c)\\2", text)).isFalse();
    assertThat(holds(Operator.NOT_LIKE, "(a|aa)+b(c)\\2", text)).isFalse();
    assertThat(holds(Operator.LIKE, "(a|aa)*", "a".repeat(100_000))).isFalse();
    assertThat(holds(Operator.LIKE, "(ab).*b", "ab".repeat(5_000))).as("long").isTrue();
  }
}
