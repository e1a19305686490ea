package io.stackstate.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorConfigTest {
  @Test
  void theDefaultsLeadAndWatchEverything() {
    OperatorConfig config = OperatorConfig.of(with(Map.of()));

    assertThat(config.namespaces()).isEmpty();
    assertThat(config.election())
        .hasValueSatisfying(e -> assertThat(e.duration()).isEqualTo(Duration.ofSeconds(15)));
    assertThat(config.content().platformUrl()).isEmpty();
  }

  @Test
  void namespacesAreAList() {
    assertThat(OperatorConfig.of(with(Map.of("watch-namespaces", "a, b,"))).namespaces())
        .containsExactly("a", "b");
  }

  @Test
  void aWrongSettingIsNamedWithWhatWasFoundAndExpected() {
    assertThatThrownBy(() -> OperatorConfig.of(with(Map.of("threads", 0))))
        .hasMessage("stackstate.operator.threads: found 0, expected 1 to 256");
    assertThatThrownBy(() -> OperatorConfig.of(with(Map.of("resync", "soon"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resync");
  }

  private static Config with(Map<String, Object> settings) {
    return ConfigFactory.parseMap(settings)
        .withFallback(ConfigFactory.defaultReference().getConfig("stackstate.operator"));
  }
}
