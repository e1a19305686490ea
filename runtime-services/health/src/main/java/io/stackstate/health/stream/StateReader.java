package io.stackstate.health.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import java.util.Locale;

/** Reads a check state as its sender wrote it (health sheet, sections 1.1 and 4.1). */
final class StateReader {
  private static final int SHOWN = 300;

  private StateReader() {}

  /** What the sender said of one check state. */
  sealed interface Sent {
    String id();

    /** The state is gone. */
    record Deleted(String id) implements Sent {}

    /** {@code message} is null when there is none. */
    record State(String id, String name, HealthState health, String identifier, String message)
        implements Sent {}
  }

  /** A check state that cannot be understood; its message is for the sender. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String what, String payload) {
      super(
          what
              + ". Payload: "
              + (payload.length() > SHOWN ? payload.substring(0, SHOWN) + "..." : payload)
              + ". Transformation: Default Transformation");
    }
  }

  /**
   * @param payload JSON text
   * @throws UnreadableException when a field is missing or wrong
   */
  static Sent read(String payload) throws UnreadableException {
    JsonNode node = parse(payload);
    String id = required(node, "checkStateId", payload);
    if (node.path("delete").asBoolean(false)) {
      return new Sent.Deleted(id);
    }
    String message = node.path("message").isTextual() ? node.path("message").textValue() : null;
    return new Sent.State(
        id,
        required(node, "name", payload),
        health(required(node, "health", payload), payload),
        required(node, "topologyElementIdentifier", payload),
        message);
  }

  private static JsonNode parse(String payload) throws UnreadableException {
    try {
      JsonNode node = Json.mapper().readTree(payload);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableException("The check state is not JSON", payload);
    }
    throw new UnreadableException("The check state is not a JSON object", payload);
  }

  private static String required(JsonNode node, String field, String payload)
      throws UnreadableException {
    JsonNode value = node.path(field);
    if (value.isTextual() && !value.textValue().isBlank()) {
      return value.textValue();
    }
    String found = value.isMissingNode() || value.isNull() ? "nothing" : value.toString();
    throw new UnreadableException(
        "Field " + field + ": found " + found + ", expected a text", payload);
  }

  private static HealthState health(String text, String payload) throws UnreadableException {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "CLEAR" -> HealthState.CLEAR;
      case "DEVIATING" -> HealthState.DEVIATING;
      case "CRITICAL" -> HealthState.CRITICAL;
      default ->
          throw new UnreadableException(
              "Field health: found \"" + text + "\", expected CLEAR, DEVIATING or CRITICAL",
              payload);
    };
  }
}
