package io.stackstate.api.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.provision.SecretBox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The states of OAuth: who has one was sent to Slack by somebody who may make channels. Nobody else
 * can make or read one; each is good for ten minutes, and in one process once. Thread-safe.
 */
final class SlackStates {
  private static final Duration VALID = Duration.ofMinutes(10);
  private static final String OWNER = "slack-oauth";

  private final SecretBox box;
  private final InstantSource clock;
  private final Map<String, Long> used = new ConcurrentHashMap<>();

  SlackStates(SecretBox box, InstantSource clock) {
    this.box = box;
    this.clock = clock;
  }

  /**
   * @param redirectPath where people are to go on afterwards
   * @throws ApiException 503 when the platform has no key to seal with
   */
  String issue(String redirectPath) {
    String text =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", UUID.randomUUID().toString())
            .put("path", redirectPath)
            .put("until", clock.millis() + VALID.toMillis())
            .toString();
    try {
      return box.token(text, OWNER);
    } catch (IllegalStateException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  /**
   * The path that the state was issued with.
   *
   * @throws ApiException 400 when it is not one of ours, too old, or was used before
   */
  String redeem(String state) {
    JsonNode found = open(state);
    long now = clock.millis();
    used.values().removeIf(until -> until <= now);
    long until = found.path("until").asLong();
    if (until <= now) {
      throw refused("an old one");
    }
    if (used.putIfAbsent(found.path("id").asText(), until) != null) {
      throw refused("one that was used before");
    }
    return found.path("path").asText();
  }

  private JsonNode open(String state) {
    Optional<String> text = box.hasKey() ? box.openToken(state, OWNER) : Optional.empty();
    try {
      return Json.mapper().readTree(text.orElseThrow(() -> refused("another one")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sealed state is none", e);
    }
  }

  private static ApiException refused(String found) {
    return ApiException.badField("state", found, "one of oauth-redirect, at most ten minutes old");
  }
}
