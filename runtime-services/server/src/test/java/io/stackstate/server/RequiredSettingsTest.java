package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class RequiredSettingsTest {
  private static final String BROKERS = "stackstate.kafka.bootstrap.servers = \"b:9092\"\n";

  @Test
  void wantsOfEachRoleOnlyWhatItNeeds() {
    accepts(BROKERS, RoleName.SYNCHRONIZATION);
    accepts(BROKERS + "stackstate.receiver.apiKeys = [k]", RoleName.RECEIVER);
    accepts(BROKERS + "stackstate.api.tokens = [t]", RoleName.API, RoleName.STACKGRAPH);
    accepts(BROKERS + "stackstate.api.bootstrapToken = t", RoleName.API, RoleName.STACKGRAPH);
    accepts("", RoleName.KAFKA);
    accepts("", RoleName.MIGRATE);
  }

  @Test
  void namesWhatIsMissing() {
    refuses("", "stackstate.kafka.bootstrap.servers", RoleName.SYNCHRONIZATION);
    refuses(BROKERS, "stackstate.receiver.apiKeys", RoleName.RECEIVER);
    refuses(
        BROKERS + "stackstate.receiver.apiKeys = [k, \" \"]",
        "stackstate.receiver.apiKeys[1]: found nothing",
        RoleName.RECEIVER);
    refuses(BROKERS, "stackstate.api.tokens", RoleName.API, RoleName.STACKGRAPH);
    refuses("", "stackstate.kafka.bootstrap.servers", RoleName.TOPICS);
  }

  private static void accepts(String settings, RoleName first, RoleName... others) {
    assertThatCode(() -> RequiredSettings.check(config(settings), EnumSet.of(first, others)))
        .doesNotThrowAnyException();
  }

  private static void refuses(String settings, String key, RoleName first, RoleName... others) {
    assertThatThrownBy(() -> RequiredSettings.check(config(settings), EnumSet.of(first, others)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(key);
  }

  private static Config config(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }
}
