package io.stackstate.api.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.handler.EventHandlers;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A channel as it was written (health sheet, section 10.2).
 *
 * @param shown what may be read of it: all fields, with the mask for each secret
 * @param secrets values by the names of their fields
 */
record ChannelDefinition(ChannelKind kind, ObjectNode shown, Map<String, String> secrets) {
  private static final List<String> REGIONS = List.of("EU", "US");
  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4", "P5");
  private static final List<String> RESPONDERS = List.of("TEAM", "USER", "SCHEDULE", "ESCALATION");

  /**
   * @param stored the stored value of a secret, which the mask keeps
   * @throws ApiException 400 with field, found and expected
   */
  static ChannelDefinition read(
      ChannelKind kind, JsonFields body, Function<String, Optional<String>> stored) {
    ChannelDefinition made =
        new ChannelDefinition(kind, JsonNodeFactory.instance.objectNode(), new LinkedHashMap<>());
    switch (kind) {
      case WEBHOOK -> made.webhook(body, stored);
      case OPSGENIE -> made.opsgenie(body, stored);
      case TEAMS -> made.url("url", made.secret(body, "url", stored));
      case EMAIL -> made.email(body);
      case SLACK -> throw new IllegalArgumentException("nobody writes a channel of Slack");
    }
    return made;
  }

  /**
   * A channel of Slack.
   *
   * @param joined the channel of the workspace that messages go to; empty as long as none is chosen
   */
  static ChannelDefinition slack(
      String token, String workspace, Optional<SlackWeb.Channel> joined) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode().put("slackWorkspace", workspace);
    joined.ifPresent(
        channel -> shown.put("slackChannel", channel.name()).put("slackChannelId", channel.id()));
    return new ChannelDefinition(ChannelKind.SLACK, shown, Map.of("token", token));
  }

  /** Whether it is known where to. */
  boolean sends() {
    return kind != ChannelKind.SLACK || shown.has("slackChannelId");
  }

  private void webhook(JsonFields body, Function<String, Optional<String>> stored) {
    shown.put("url", url("url", body.requiredText("url")));
    secret(body, "token", stored);
    required(body, "verifySsl", "true or false");
    shown.put("verifySsl", body.flag("verifySsl"));
    required(body, "metadata", "an object of strings");
    ObjectNode metadata = shown.putObject("metadata");
    body.object("metadata").values().forEach(metadata::put);
  }

  private void opsgenie(JsonFields body, Function<String, Optional<String>> stored) {
    shown.put("region", body.choice("region", REGIONS));
    secret(body, "genieKey", stored);
    required(body, "responders", "a list of responders");
    ArrayNode responders = shown.putArray("responders");
    for (JsonFields each : body.objects("responders")) {
      responders
          .addObject()
          .put("responderType", each.choice("responderType", RESPONDERS))
          .put("responder", each.requiredText("responder"));
    }
    shown.put("priority", body.choice("priority", PRIORITIES));
  }

  private void email(JsonFields body) {
    List<String> to = body.texts("to");
    if (to.isEmpty()) {
      throw body.bad("to", "a list with at least one address");
    }
    to.forEach(shown.putArray("to")::add);
    body.texts("cc").forEach(shown.putArray("cc")::add);
    body.text("subjectPrefix").ifPresent(prefix -> shown.put("subjectPrefix", prefix));
  }

  private String secret(JsonFields body, String field, Function<String, Optional<String>> stored) {
    String value = body.requiredText(field);
    if (value.equals(EventHandlers.MASK)) {
      value =
          stored
              .apply(field)
              .orElseThrow(
                  () ->
                      ApiException.badField(
                          field, EventHandlers.MASK, "a value, because none is stored"));
    }
    secrets.put(field, value);
    shown.put(field, EventHandlers.MASK);
    return value;
  }

  /** The value is not quoted: the address of a team is a secret. */
  private String url(String field, String url) {
    if (!url.matches("https?://[^\\s/]+\\S*") || url.length() > 2048) {
      throw ApiException.badField(field, "another text", "an http or https address");
    }
    return url;
  }

  private static void required(JsonFields body, String field, String expected) {
    if (!body.has(field)) {
      throw body.bad(field, expected);
    }
  }

  /**
   * The output of an event handler that sends to it.
   *
   * @param secretName under which the handler has the secrets, by the names of their fields
   */
  ObjectNode output(String name, String secretName) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = output.put("name", name).putObject(kind.path());
    if (kind == ChannelKind.SLACK) {
      spec.putObject("tokenSecretRef").put("name", secretName).put("key", "token");
      spec.set("channel", shown.path("slackChannelId"));
      return output;
    }
    shown
        .properties()
        .forEach(
            field -> {
              if (secrets.containsKey(field.getKey())) {
                spec.putObject(field.getKey() + "SecretRef")
                    .put("name", secretName)
                    .put("key", field.getKey());
              } else if (field.getKey().equals("responders")) {
                ArrayNode responders = spec.putArray("responders");
                field
                    .getValue()
                    .forEach(
                        each ->
                            responders
                                .addObject()
                                .put("name", each.path("responder").asText())
                                .put("type", each.path("responderType").asText()));
              } else if (!field.getValue().isContainerNode() || !field.getValue().isEmpty()) {
                spec.set(field.getKey(), field.getValue());
              }
            });
    return output;
  }
}
