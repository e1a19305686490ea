package io.stackstate.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Decides independently of the receiver, on a tree, whether an intake message is acceptable as a
 * whole: the written rule of the intake sheet, sections 4.3 and 6.
 */
final class IntakeOracle {
  private static final JsonMapper MAPPER = mapper();

  private IntakeOracle() {}

  static boolean accepts(byte[] body) {
    for (int i = 0; i < Math.min(4, body.length); i++) {
      if (body[i] == 0) {
        return false;
      }
    }
    try {
      JsonNode root = MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
      return root.isObject() && isEnvelope(root);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isEnvelope(JsonNode root) {
    return isText(root.get("internalHostname"))
        && isTime(root.get("collection_timestamp"))
        && List.of("metrics", "health", "service_checks").stream()
            .allMatch(f -> isArrayOrAbsent(root.get(f)))
        && areEvents(root.get("events"))
        && areTopologies(root.get("topologies"));
  }

  private static boolean areEvents(JsonNode events) {
    if (isAbsent(events) || events.isArray() && events.isEmpty()) {
      return true;
    }
    return events.isObject()
        && events.properties().stream().allMatch(e -> isArrayOrAbsent(e.getValue()));
  }

  private static boolean areTopologies(JsonNode topologies) {
    if (isAbsent(topologies)) {
      return true;
    }
    if (!topologies.isArray()) {
      return false;
    }
    for (JsonNode t : topologies) {
      JsonNode instance = t.get("instance");
      if (!t.isObject()
          || isAbsent(instance)
          || !instance.isObject()
          || !isText(instance.get("type"))
          || !isText(instance.get("url"))
          || !isFlag(t.get("start_snapshot"))
          || !isFlag(t.get("stop_snapshot"))
          || !isArrayOrAbsent(t.get("components"))
          || !isArrayOrAbsent(t.get("relations"))
          || !isArrayOrAbsent(t.get("delete_ids"))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(JsonNode node) {
    return !isAbsent(node)
        && (node.isTextual() && !node.asText().isBlank()
            || node.isNumber() && !Double.isNaN(node.asDouble()) && isFinite(node));
  }

  private static boolean isFinite(JsonNode node) {
    return !node.isDouble() || !Double.isInfinite(node.asDouble());
  }

  private static boolean isFlag(JsonNode node) {
    return isAbsent(node)
        || node.isBoolean()
        || List.of("0", "1", "true", "false", "null").contains(node.asText());
  }

  private static boolean isTime(JsonNode node) {
    if (isAbsent(node)) {
      return true;
    }
    double time;
    try {
      time = node.isValueNode() && !node.isBoolean() ? Double.parseDouble(node.asText()) : -1;
    } catch (NumberFormatException e) {
      return false;
    }
    double millis = time > 1e11 ? time : time * 1000;
    return millis >= 0 && millis < 253_402_300_800_000d;
  }

  private static boolean isArrayOrAbsent(JsonNode node) {
    return isAbsent(node) || node.isArray();
  }

  private static boolean isAbsent(JsonNode node) {
    return node == null || node.isNull();
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build());
    return mapper;
  }
}
