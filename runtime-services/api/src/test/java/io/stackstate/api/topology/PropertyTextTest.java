package io.stackstate.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyTextTest {

  @Test
  void makesEveryValueAString() throws Exception {
    String properties =
        "{\"s\":\"a\\\"b\",\"i\":4,\"d\":1.50,\"b\":true,\"n\":null,\"o\":{\"x\":[1]},\"a\":[]}";
    assertThat(JsonText.of(out -> PropertyText.writeStrings(out, properties)))
        .isEqualTo(
            "{\"s\":\"a\\\"b\",\"i\":\"4\",\"d\":\"1.50\",\"b\":\"true\","
                + "\"o\":\"{\\\"x\\\":[1]}\",\"a\":\"[]\"}");
  }

  @Test
  void copiesTheObjectAsItIs() throws Exception {
    String properties = "{\"d\": 1.50,\"big\":1e999,\"o\":{\"x\" : [1, 2]}}";
    assertThat(JsonText.of(out -> PropertyText.writeObject(out, properties))).isEqualTo(properties);
    assertThat(JsonText.of(out -> PropertyText.writeStrings(out, properties)))
        .isEqualTo("{\"d\":\"1.50\",\"big\":\"1e999\",\"o\":\"{\\\"x\\\" : [1, 2]}\"}");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "[1]", "\"text\"", "{\"a\":", "nonsense", "{} x"})
  void writesNoPropertiesForWhatIsNoObject(String properties) throws Exception {
    assertThat(JsonText.of(out -> PropertyText.writeStrings(out, properties))).isEqualTo("{}");
    assertThat(JsonText.of(out -> PropertyText.writeObject(out, properties))).isEqualTo("{}");
  }
}
