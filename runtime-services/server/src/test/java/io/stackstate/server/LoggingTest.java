package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class LoggingTest {

  @Test
  void readsFormatAndLevels() {
    Logging logging = read("format = json, rootLevel = error, levels { org.apache.kafka = DEBUG }");
    assertThat(logging.json()).isTrue();
    assertThat(logging.root()).isEqualTo(Level.ERROR);
    assertThat(logging.levels())
        .containsEntry("org.apache.kafka", Level.DEBUG)
        .containsEntry("io.stackstate", Level.INFO);
  }

  @Test
  void namesTheKeyOfWhatItDoesNotKnow() {
    refuses("format = xml", "stackstate.logging.format");
    refuses("rootLevel = LOUD", "stackstate.logging.rootLevel");
    refuses("levels { a.b = LOUD }", "stackstate.logging.levels.a.b");
  }

  private static void refuses(String section, String key) {
    assertThatThrownBy(() -> read(section))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  private static Logging read(String section) {
    return Logging.of(
        ConfigFactory.parseString("stackstate.logging { " + section + " }")
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve());
  }
}
