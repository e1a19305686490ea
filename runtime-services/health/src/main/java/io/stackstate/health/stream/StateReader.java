package io.stackstate.health.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.monitor.MonitorStream;
import java.util.EnumSet;
import java.util.Set;

/** Reads a check state as its sender wrote it (health sheet, sections 1.1 and 4.1). */
final class StateReader {
  private static final int SHOWN = 300;
  private static final Set<HealthState> SYNCHRONIZED =
      EnumSet.of(HealthState.CLEAR, HealthState.DEVIATING, HealthState.CRITICAL);
  private static final Set<HealthState> OF_MONITORS =
      EnumSet.of(
          HealthState.UNKNOWN,
          HealthState.CLEAR,
          HealthState.DISABLED,
          HealthState.DEVIATING,
          HealthState.CRITICAL);

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
   * @param urn of the stream; monitors may also say that they do not know, or are switched off
   * @param payload JSON text
   * @throws UnreadableException when a field is missing or wrong
   */
  static Sent read(String urn, String payload) throws UnreadableException {
    JsonNode node = parse(payload);
    String id = required(node, "checkStateId", payload);
    if (node.path("delete").asBoolean(false)) {
      return new Sent.Deleted(id);
    }
    String message = node.path("message").isTextual() ? node.path("message").textValue() : null;
    return new Sent.State(
        id,
        required(node, "name", payload),
        health(urn, required(node, "health", payload), payload),
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

  private static HealthState health(String urn, String text, String payload)
      throws UnreadableException {
    for (HealthState state : MonitorStream.isOne(urn) ? OF_MONITORS : SYNCHRONIZED) {
      if (state.name().equalsIgnoreCase(text)) {
        return state;
      }
    }
    throw new UnreadableException(
        "Field health: found \"" + text + "\", expected CLEAR, DEVIATING or CRITICAL", payload);
  }
}
