package io.stackstate.health.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.List;
import org.junit.jupiter.api.Test;

class MadeTelemetryTest {
  private final MadeTelemetry made = new MadeTelemetry();

  private static SettingsNodeName node(long id, String definition) {
    return new SettingsNodeName(id, null, "n", null, List.of(), definition);
  }

  private static String definition(long element) {
    return "{\"element\":%d,\"checks\":[{\"id\":5,\"name\":\"c\",\"function\":1,\"arguments\":[]}]}"
        .formatted(element);
  }

  private List<String> names(long element) {
    return made.with(element, ElementChecks.NONE, List.of(), List.of()).checks().stream()
        .map(check -> check.name())
        .toList();
  }

  @Test
  void aNodeConcernsTheElementThatItNamesAndTheOneThatItNamedBefore() {
    assertThat(made.put(1, node(1, definition(9)))).containsExactly(9L);
    assertThat(names(9)).containsExactly("c");

    assertThat(made.put(1, node(1, definition(8)))).containsExactly(9L, 8L);
    assertThat(made.has(9)).isFalse();
    assertThat(names(8)).containsExactly("c");

    assertThat(made.put(1, null)).containsExactly(8L);
    assertThat(names(8)).isEmpty();
    assertThat(made.put(1, null)).isEmpty();
  }

  @Test
  void aNodeThatCannotBeReadIsAsIfItWereGone() {
    made.put(1, node(1, definition(9)));

    assertThat(made.put(1, node(1, "{\"element\":\"x\"}"))).containsExactly(9L);
    assertThat(made.has(9)).isFalse();
  }
}
