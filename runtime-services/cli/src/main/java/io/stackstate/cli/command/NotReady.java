package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Why a custom resource is not ready, as its condition {@code Ready} says. */
final class NotReady {
  private NotReady() {}

  /**
   * @return {@code SecretNotFound: there is no Secret ...}; empty when it is ready, or says nothing
   */
  static Optional<String> why(JsonNode resource) {
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")
          && !condition.path("status").asText().equals("True")) {
        String reason = condition.path("reason").asText();
        String message = condition.path("message").asText();
        return Optional.of(message.isBlank() ? reason : reason + ": " + message);
      }
    }
    return Optional.empty();
  }
}
