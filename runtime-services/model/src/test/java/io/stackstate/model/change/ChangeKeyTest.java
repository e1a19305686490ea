package io.stackstate.model.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeKeyTest {

  @ParameterizedTest
  @EnumSource
  void isReadAsItWasWritten(Aspect aspect) {
    ChangeKey key = new ChangeKey(aspect, (1L << 53) - 1);
    assertThat(ChangeKey.parse(key.toBytes())).isEqualTo(key);
  }

  @Test
  void namesTheAspectAndTheId() {
    assertThat(new ChangeKey(Aspect.COMPONENT, 17)).hasToString("component:17");
    assertThat(new ChangeKey(Aspect.RELATION, 17)).hasToString("relation:17");
    assertThat(new ChangeKey(Aspect.HEALTH, 17)).hasToString("health:17");
    assertThat(new ChangeKey(Aspect.PROBLEM, 17)).hasToString("problem:17");
  }

  /** A second spelling of a key would be a second key to compaction. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":5",
        "component",
        "component:",
        "component:x",
        "component:5 ",
        "component:+5",
        "component:-5",
        "component:05",
        "component:0",
        "component:99999999999999999999",
        "components:5",
        "comp:5",
        "Component:5",
        "view:5",
        "component:5:6"
      })
  void anythingElseIsRejectedWithWhatWasFoundAndExpected(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChangeKey.parse(key.getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("found " + key)
        .withMessageContaining("expected <aspect>:<id>");
  }
}
