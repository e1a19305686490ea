package io.stackstate.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.check.StreamCondition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTextTest {
  private static List<StreamCondition> conditions(String... keysAndValues) {
    StreamCondition[] all = new StreamCondition[keysAndValues.length / 2];
    for (int i = 0; i < all.length; i++) {
      all[i] = new StreamCondition(keysAndValues[2 * i], keysAndValues[2 * i + 1]);
    }
    return Arrays.asList(all);
  }

  @Test
  void conditionsAreKeysWithQuotedValues() {
    assertThat(ConditionText.parse("")).isEmpty();
    assertThat(ConditionText.parse("  \n")).isEmpty();
    assertThat(ConditionText.parse("name='m'")).isEqualTo(conditions("name", "m"));
    assertThat(ConditionText.parse(" host = 'a b' AND\n tags.a.b=\"it's = and 'so'\" "))
        .isEqualTo(conditions("host", "a b", "tags.a.b", "it's = and 'so'"));
    assertThat(ConditionText.parse("tags.x = ''")).isEqualTo(conditions("tags.x", ""));
  }

  @Test
  void aBackslashTakesTheMeaningAway() {
    assertThat(ConditionText.parse("a = 'it\\'s' and b = \"\\\\d\\\"\""))
        .isEqualTo(conditions("a", "it's", "b", "\\d\""));
  }

  @Test
  void aLongValueIsNoTrouble() {
    String value = "x\\'".repeat(200_000);

    assertThat(ConditionText.parse("a = '" + value + "'").get(0).value()).hasSize(400_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name| character 5: found the end, expected =",
        "name = m| character 8: found \"m\", expected a value in quotes",
        "name = 'm| character 8: found \"'m\", expected a value in quotes",
        "name = 'm' or host = 'h'| character 11: found \" or host = 'h'\", expected and",
        "name = 'm' and| character 11: found \" and\", expected and",
        "= 'm'| character 1: found \"= 'm'\", expected a key such as host or tags.region",
      })
  void whatIsNoConditionIsPointedAt(String text, String message) {
    assertThatThrownBy(() -> ConditionText.parse(text))
        .isInstanceOf(ScriptApiException.class)
        .hasMessage("conditions, " + message);
  }
}
