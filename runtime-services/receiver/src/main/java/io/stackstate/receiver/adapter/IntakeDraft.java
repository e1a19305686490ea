package io.stackstate.receiver.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.receiver.intake.Kind;
import io.stackstate.receiver.intake.Rejections.Rejection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An intake message in the making (intake sheet, section 6). For one thread. */
final class IntakeDraft {
  private static final Duration MOST_REPEAT = Duration.ofSeconds(1800);

  private final Kind kind;
  private final long receivedMillis;
  private final List<Rejection> rejected = new ArrayList<>();
  private final Map<String, Map<String, ObjectNode>> states = new LinkedHashMap<>();
  private final Map<String, Duration> lives = new LinkedHashMap<>();
  private final Map<String, ArrayNode> events = new LinkedHashMap<>();

  /**
   * @param kind of what is rejected
   */
  IntakeDraft(Kind kind, long receivedMillis) {
    this.kind = kind;
    this.receivedMillis = receivedMillis;
  }

  void reject(UnreadableException e) {
    rejected.add(new Rejection(e.path(), e.getMessage()));
  }

  /**
   * Adds a state to the stream of a sender; the last one of an id counts.
   *
   * @param life after which the state is gone unless it is repeated
   */
  void state(String source, String sender, Duration life, ObjectNode state) {
    String urn = "urn:health:" + source + ":" + URLEncoder.encode(sender, StandardCharsets.UTF_8);
    lives.put(urn, life);
    states
        .computeIfAbsent(urn, u -> new LinkedHashMap<>())
        .put(state.path("checkStateId").asText(), state);
  }

  static ObjectNode state(
      String id, String name, String health, String identifier, String message) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.put("checkStateId", id).put("name", name).put("health", health);
    state.put("topologyElementIdentifier", identifier);
    if (!message.isEmpty()) {
      state.put("message", message);
    }
    return state;
  }

  void event(String group, ObjectNode event) {
    events.computeIfAbsent(group, g -> JsonNodeFactory.instance.arrayNode()).add(event);
  }

  Translation end(String sender) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("internalHostname", sender.isBlank() ? "unknown" : sender);
    message.put("collection_timestamp", receivedMillis);
    if (!states.isEmpty()) {
      ArrayNode health = message.putArray("health");
      states.forEach((urn, all) -> stream(health.addObject(), urn, all));
    }
    if (!events.isEmpty()) {
      message.putObject("events").setAll(events);
    }
    try {
      return new Translation(Json.mapper().writeValueAsBytes(message), kind, List.copyOf(rejected));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }

  private void stream(ObjectNode stream, String urn, Map<String, ObjectNode> all) {
    stream.put("consistency_model", "REPEAT_STATES");
    stream.putObject("stream").put("urn", urn);
    Duration life = lives.get(urn);
    Duration repeat = life.compareTo(MOST_REPEAT) > 0 ? MOST_REPEAT : life;
    stream
        .putObject("expiry")
        .put("repeat_interval_s", repeat.toSeconds())
        .put("expiry_interval_s", life.toSeconds());
    stream.putArray("check_states").addAll(all.values());
  }
}
