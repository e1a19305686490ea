package io.stackstate.receiver.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An alert of Prometheus.
 *
 * @param endsAt when it ended or is believed to end unless it is repeated; empty when it is open
 * @param generator address of what raised it, or empty
 */
record Alert(
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    Optional<Instant> endsAt,
    String generator) {
  private static final int ID_DIGITS = 16;

  /**
   * @param path of {@code node} in the body
   * @param defaults labels that it gets when it has none of the name
   * @param received when the message came, for an alert that does not say when it began
   */
  static Alert read(JsonNode node, String path, Map<String, String> defaults, Instant received)
      throws UnreadableException {
    if (!node.isObject()) {
      throw new UnreadableException(path, "expected an object, found " + JsonBody.found(node));
    }
    Map<String, String> labels = new TreeMap<>(defaults);
    labels.putAll(texts(node.path("labels"), path + ".labels"));
    if (node.path("labels").isEmpty()) {
      throw new UnreadableException(path + ".labels", "expected at least one label, found none");
    }
    Optional<Instant> starts = time(node, path, "startsAt");
    return new Alert(
        labels,
        texts(node.path("annotations"), path + ".annotations"),
        starts.orElse(received),
        time(node, path, "endsAt"),
        node.path("generatorURL").asText(""));
  }

  private static Map<String, String> texts(JsonNode node, String path) throws UnreadableException {
    Map<String, String> texts = new TreeMap<>();
    if (node.isMissingNode() || node.isNull()) {
      return texts;
    }
    if (!node.isObject()) {
      throw new UnreadableException(
          path, "expected an object of texts, found " + JsonBody.found(node));
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new UnreadableException(
            path + "." + entry.getKey(),
            "expected a text, found " + JsonBody.found(entry.getValue()));
      }
      if (!entry.getValue().textValue().isEmpty()) {
        texts.put(entry.getKey(), entry.getValue().textValue());
      }
    }
    return texts;
  }

  /** The year 1 is Go's way to say that there is none. */
  private static Optional<Instant> time(JsonNode node, String path, String field)
      throws UnreadableException {
    String text = node.path(field).asText("");
    if (text.isEmpty() || text.startsWith("0001-01-01")) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(t -> t.toEpochMilli() > 0);
    } catch (DateTimeException e) {
      throw new UnreadableException(
          path + "." + field, "expected a time like 2026-01-31T12:00:00Z, found another text");
    }
  }

  String name() {
    return labels.getOrDefault("alertname", "alert");
  }

  boolean resolved(Instant now) {
    return endsAt.isPresent() && !endsAt.get().isAfter(now);
  }

  /** Equal for equal labels. */
  String id() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(labels.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Host and port of what raised it. */
  Optional<String> origin() {
    return authority(generator);
  }

  static Optional<String> authority(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getRawAuthority()).filter(a -> !a.isBlank());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Markdown: what the annotations say, and where to look. */
  String message() {
    StringBuilder text = new StringBuilder();
    for (String name : new String[] {"summary", "message", "description"}) {
      if (annotations.containsKey(name)) {
        text.append(text.isEmpty() ? "" : "\n\n").append(annotations.get(name));
      }
    }
    for (String name : new String[] {"runbook_url", "dashboard_url"}) {
      if (annotations.containsKey(name)) {
        text.append("\n\n[").append(name.replace("_url", "")).append("](");
        text.append(annotations.get(name)).append(')');
      }
    }
    return text.toString().strip();
  }
}
