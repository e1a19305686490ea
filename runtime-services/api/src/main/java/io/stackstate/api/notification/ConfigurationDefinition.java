package io.stackstate.api.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.http.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration as it was written (health sheet, section 10.1).
 *
 * @param identifier or null
 * @param description or null
 * @param shown what is read of it, without the channels
 * @param spec of the event handler, without its outputs
 */
record ConfigurationDefinition(
    String name,
    String identifier,
    String description,
    ObjectNode shown,
    ObjectNode spec,
    List<Reference> channels) {

  /** Of a channel. */
  record Reference(ChannelKind kind, long id) {}

  /**
   * @throws io.stackstate.api.http.ApiException 400 with field, found and expected
   */
  static ConfigurationDefinition read(JsonFields body) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    boolean enabled = body.choice("status", List.of("ENABLED", "DISABLED")).equals("ENABLED");
    boolean deviating =
        body.choice("notifyHealthStates", List.of("DEVIATING_AND_CRITICAL", "CRITICAL"))
            .equals("DEVIATING_AND_CRITICAL");
    shown.put("notifyHealthStates", deviating ? "DEVIATING_AND_CRITICAL" : "CRITICAL");
    shown.put("status", enabled ? "ENABLED" : "DISABLED");
    spec.put("enabled", enabled);
    ArrayNode to = spec.putArray("triggers").addObject().putObject("elementHealth").putArray("to");
    if (deviating) {
      to.add("DEVIATING").add("FLAPPING");
    }
    to.add("CRITICAL");
    ObjectNode scope = spec.putObject("scope");
    monitors(body, shown, scope);
    texts(body, "monitorTags", shown, scope, "monitorTags");
    texts(body, "componentTypeNames", shown, scope, "componentTypes");
    texts(body, "componentTags", shown, scope, "componentTags");
    ObjectNode grouping = spec.putObject("grouping");
    grouping.putArray("by").add("monitorState");
    grouping.put("wait", "0s").put("interval", "0s").put("repeat", "0s");
    return new ConfigurationDefinition(
        body.requiredText("name"),
        identifier(body),
        body.text("description").orElse(null),
        shown,
        spec,
        channels(body));
  }

  private static String identifier(JsonFields body) {
    Optional<String> identifier = body.text("identifier");
    if (identifier.isPresent() && !identifier.get().matches("urn:\\S{1,500}")) {
      throw body.bad("identifier", "a URN");
    }
    return identifier.orElse(null);
  }

  private static void monitors(JsonFields body, ObjectNode shown, ObjectNode scope) {
    required(body, "monitors");
    ArrayNode all = shown.putArray("monitors");
    ArrayNode ids = scope.putArray("monitors");
    for (JsonFields each : body.objects("monitors")) {
      String type = each.choice("_type", List.of("MonitorDefId", "ExternalMonitorDefId"));
      long id = id(each);
      all.addObject().put("_type", type).put("id", id);
      ids.add(Long.toString(id));
    }
  }

  private static void texts(
      JsonFields body, String field, ObjectNode shown, ObjectNode scope, String scopeField) {
    required(body, field);
    ArrayNode all = shown.putArray(field);
    ArrayNode scoped = scope.putArray(scopeField);
    for (String text : body.texts(field)) {
      all.add(text);
      scoped.add(text);
    }
  }

  private static List<Reference> channels(JsonFields body) {
    required(body, "notificationChannels");
    List<Reference> references = new ArrayList<>();
    for (JsonFields each : body.objects("notificationChannels")) {
      ChannelKind kind =
          ChannelKind.referred(each.requiredText("_type"))
              .orElseThrow(
                  () ->
                      each.bad(
                          "_type",
                          "one of WebhookChannelRefId, OpsgenieChannelRefId, TeamsChannelRefId,"
                              + " EmailChannelRefId, SlackChannelRefId"));
      references.add(new Reference(kind, id(each)));
    }
    return references.stream().distinct().toList();
  }

  private static long id(JsonFields fields) {
    return fields.whole("id", 1, "an id").orElseThrow(() -> fields.bad("id", "an id"));
  }

  private static void required(JsonFields body, String field) {
    if (!body.has(field)) {
      throw body.bad(field, "a list, [] for no restriction");
    }
  }
}
