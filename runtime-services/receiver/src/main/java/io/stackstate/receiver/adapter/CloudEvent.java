package io.stackstate.receiver.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stackstate.model.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * One event.
 *
 * @param subject or empty
 * @param extensions attributes that the specification does not name
 * @param data JSON, a text, or missing
 */
record CloudEvent(
    String id,
    String source,
    String type,
    String subject,
    OptionalLong millis,
    Map<String, String> extensions,
    JsonNode data) {
  private static final String PREFIX = "ce-";
  private static final Set<String> NAMED =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "datacontenttype",
          "dataschema",
          "data",
          "data_base64");

  private static final Set<String> CONTENT = Set.of("data", "data_base64");

  static String at(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  static CloudEvent structured(JsonNode node, String path) throws UnreadableException {
    if (!node.isObject()) {
      throw new UnreadableException(path, "expected an object, found " + JsonBody.found(node));
    }
    Map<String, String> attributes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (!CONTENT.contains(each.getKey())) {
        if (each.getValue().isContainerNode()) {
          throw new UnreadableException(
              at(path, each.getKey()), "expected a text, found " + JsonBody.found(each.getValue()));
        }
        if (!each.getValue().isNull()) {
          attributes.put(each.getKey(), each.getValue().asText());
        }
      }
    }
    JsonNode data = node.path("data");
    if (node.hasNonNull("data_base64")) {
      data = decoded(node.path("data_base64").asText(), at(path, "data_base64"), attributes);
    }
    return of(attributes, data, path);
  }

  private static JsonNode decoded(String base64, String path, Map<String, String> attributes)
      throws UnreadableException {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return content(bytes, attributes.getOrDefault("datacontenttype", ""), path);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(path, "expected Base64, found another text");
    }
  }

  static CloudEvent binary(Request request, byte[] body) throws UnreadableException {
    Map<String, String> attributes = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), percentDecoded(value));
              }
            });
    String type = request.header("content-type").orElse("");
    JsonNode data = body.length == 0 ? MissingNode.getInstance() : content(body, type, "body");
    return of(attributes, data, "");
  }

  /** A plus sign is no space here. */
  private static String percentDecoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static JsonNode content(byte[] bytes, String type, String path)
      throws UnreadableException {
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (media.isEmpty() || media.endsWith("/json") || media.endsWith("+json")) {
      try {
        return Json.mapper().readTree(bytes);
      } catch (JsonProcessingException e) {
        throw new UnreadableException(path, "expected JSON, as the content type says, found none");
      } catch (IOException e) {
        throw new UnreadableException(path, "cannot be read");
      }
    }
    return TextNode.valueOf(
        media.startsWith("text/")
            ? new String(bytes, StandardCharsets.UTF_8)
            : Base64.getEncoder().encodeToString(bytes));
  }

  private static CloudEvent of(Map<String, String> attributes, JsonNode data, String path)
      throws UnreadableException {
    for (String name : List.of("specversion", "id", "source", "type")) {
      if (attributes.getOrDefault(name, "").isBlank()) {
        throw new UnreadableException(at(path, name), "is required, found nothing");
      }
    }
    if (!attributes.get("specversion").equals("1.0")) {
      throw new UnreadableException(
          at(path, "specversion"), "expected \"1.0\", found another version");
    }
    Map<String, String> extensions = new TreeMap<>(attributes);
    extensions.keySet().removeAll(NAMED);
    return new CloudEvent(
        attributes.get("id"),
        attributes.get("source"),
        attributes.get("type"),
        attributes.getOrDefault("subject", ""),
        time(attributes.getOrDefault("time", ""), at(path, "time")),
        extensions,
        data);
  }

  private static OptionalLong time(String text, String path) throws UnreadableException {
    if (text.isBlank()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      throw new UnreadableException(
          path, "expected a time like 2026-01-31T12:00:00Z, found another text");
    }
  }

  /** A field of the data, or the extension attribute of that name; empty when there is none. */
  String text(String name) {
    JsonNode value = data.path(name);
    if (value.isValueNode() && !value.isNull()) {
      return value.asText();
    }
    if (name.equals("message") && data.isTextual()) {
      return data.textValue();
    }
    return extensions.getOrDefault(name, "");
  }

  /**
   * The elements that it is about: {@code element_identifiers} of the data, the extension attribute
   * {@code elementidentifiers} (by commas), otherwise the subject.
   */
  List<String> identifiers() {
    List<String> identifiers = new ArrayList<>();
    data.path("element_identifiers").forEach(each -> identifiers.add(each.asText()));
    for (String each : extensions.getOrDefault("elementidentifiers", "").split(",")) {
      identifiers.add(each.strip());
    }
    if (identifiers.stream().allMatch(String::isBlank)) {
      identifiers.add(subject);
    }
    return identifiers.stream().filter(each -> !each.isBlank()).distinct().toList();
  }

  ObjectNode dataObject() {
    if (data instanceof ObjectNode object) {
      return object;
    }
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    if (!data.isMissingNode() && !data.isNull()) {
      made.set("data", data);
    }
    return made;
  }
}
