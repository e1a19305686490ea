package io.stackstate.api.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackpacks.provision.OwnSynchronization;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what a {@code Sync} node executes from the nodes that it refers to (topology sheet, 3.1,
 * 3.2 and 5).
 */
final class SyncResolver {
  /** With which programs are compared. */
  private static final OwnSynchronization OWN = new OwnSynchronization();

  private final SettingsNodes nodes;

  SyncResolver(SettingsNodes nodes) {
    this.nodes = nodes;
  }

  /** A reference leads nowhere; the message names the field. */
  static final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String message) {
      super(message);
    }
  }

  SyncSettings resolve(Node sync, SyncControl control) throws UnresolvedException {
    JsonNode content = sync.content();
    long topology = content.path("extTopology").asLong();
    Node source = require("extTopology", topology);
    JsonNode config = source.content().path("config");
    JsonNode limits =
        Content.find(source.content(), topology)
            .map(found -> found.path("settings"))
            .orElseThrow(() -> new UnresolvedException("extTopology: leads to no ExtTopology"));
    JsonNode query = content.path("topologyDataQuery");
    SyncProgram program =
        new SyncProgram(
            Content.text(config, "topic"),
            Content.text(config, "integrationType"),
            whole(limits, "maxBatchSize"),
            whole(limits, "maxBatchesPerSecond"),
            expiry(config, limits),
            query.path("consumerOffsetStartAtEarliest").asBoolean(),
            control.createdMillis(),
            function(query, "componentIdExtractorFunction", "topologyElement"),
            function(query, "relationIdExtractorFunction", "topologyElement"),
            actions(content.path("componentActions")),
            action(content.get("defaultComponentAction")),
            actions(content.path("relationActions")),
            action(content.get("defaultRelationAction")));
    if (program.topic() == null) {
      throw new UnresolvedException("config.topic: missing in " + source.label());
    }
    String identifier = sync.identifier();
    return new SyncSettings(
        sync.id(),
        identifier == null ? "urn:system:sync:" + sync.id() : identifier,
        sync.name(),
        null,
        null,
        null,
        control.errorsClearedAt(),
        control.resetAt(),
        compiled(program));
  }

  private static SyncProgram compiled(SyncProgram program) {
    return OWN.label(program).map(program::compiled).orElse(program);
  }

  private static Integer whole(JsonNode object, String field) {
    return object.hasNonNull(field) ? object.get(field).asInt() : null;
  }

  private static SyncProgram.Expiry expiry(JsonNode config, JsonNode limits) {
    return new SyncProgram.Expiry(
        config.path("autoExpireElements").asBoolean(),
        config.hasNonNull("expireElementsAfter")
            ? config.get("expireElementsAfter").asLong()
            : null,
        limits.hasNonNull("cleanupExpiredElements")
            ? limits.get("cleanupExpiredElements").asBoolean()
            : null,
        limits.hasNonNull("cleanupInterval") ? limits.get("cleanupInterval").asLong() : null);
  }

  private List<SyncProgram.Action> actions(JsonNode list) throws UnresolvedException {
    List<SyncProgram.Action> actions = new ArrayList<>();
    for (JsonNode item : list) {
      actions.add(action(item));
    }
    return actions;
  }

  private SyncProgram.Action action(JsonNode action) throws UnresolvedException {
    if (action == null || !action.isObject()) {
      return null;
    }
    return new SyncProgram.Action(
        Content.text(action, "type"),
        function(action, "mappingFunction", "element"),
        function(action, "templateFunction", "element"),
        Content.text(action, "mergeStrategy"));
  }

  private SyncProgram.Function function(JsonNode holder, String field, String parameter)
      throws UnresolvedException {
    if (!holder.hasNonNull(field)) {
      return null;
    }
    Node node = require(field, holder.get(field).asLong());
    return new SyncProgram.Function(
        node.name(), node.identifier(), script(node), parameter(node, parameter));
  }

  private Node require(String field, long id) throws UnresolvedException {
    return nodes
        .byId(id)
        .orElseThrow(() -> new UnresolvedException(field + ": there is no node with id " + id));
  }

  private static String script(Node node) throws UnresolvedException {
    for (String field : List.of("handlebarsTemplate", "groovyScript", "script")) {
      JsonNode script = node.content().path(field);
      String text = script.isObject() ? Content.text(script, "scriptBody") : script.textValue();
      if (text != null) {
        return text;
      }
    }
    throw new UnresolvedException(node.label() + ": has no script");
  }

  /** The name of the system parameter, else of the first. */
  private static String parameter(Node node, String otherwise) {
    JsonNode parameters = node.content().path("parameters");
    for (JsonNode parameter : parameters) {
      if (parameter.path("system").asBoolean() && parameter.hasNonNull("name")) {
        return parameter.get("name").asText();
      }
    }
    return parameters.path(0).path("name").asText(otherwise);
  }
}
