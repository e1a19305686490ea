package io.stackstate.api.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsProducerIT {

  @Test
  void saysThatNothingIsAcknowledged() {
    try (SettingsProducer nowhere =
        new SettingsProducer(Map.of("bootstrap.servers", "127.0.0.1:1"), Duration.ofMillis(500))) {
      assertThatThrownBy(() -> nowhere.retract(5))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Kafka: ");
    }
  }
}
