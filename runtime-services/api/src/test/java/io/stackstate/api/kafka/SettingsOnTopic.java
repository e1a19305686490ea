package io.stackstate.api.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import java.io.IOException;
import java.time.Duration;

/** What stands on the topic of settings. */
public final class SettingsOnTopic {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private SettingsOnTopic() {}

  /** The value of a key; missing when there is none. */
  public static JsonNode read(String key) throws IOException, InterruptedException {
    try (SettingsProducer producer = new SettingsProducer(TestBroker.config(), PATIENCE)) {
      byte[] value =
          new KafkaSettingsTopic(Topics.SETTINGS, TestBroker.config(), producer, PATIENCE)
              .read()
              .get(key);
      return value == null ? MissingNode.getInstance() : Json.mapper().readTree(value);
    }
  }
}
