package io.stackstate.api.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.handler.EventHandlers;
import io.stackstate.api.handler.EventHandlers.Wanted;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.notification.ConfigurationDefinition.Reference;
import io.stackstate.stackpacks.settings.Node;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Configurations and channels, kept as event handlers. A configuration has the outputs and secrets
 * of its channels, sealed for itself; a change of a channel changes its configurations in the same
 * commit. Thread-safe.
 */
final class Notifications {
  private static final String CHANNEL_URN = "urn:stackstate:notification-channel:";
  private static final String CONFIGURATION_URN = "urn:stackstate:notification-configuration:";
  private static final String CHANNELS = "notificationChannels";

  private final EventHandlers handlers;
  private final URI slackApi;

  /**
   * @param slackApi that messages to channels of Slack are sent by
   */
  Notifications(EventHandlers handlers, URI slackApi) {
    this.handlers = handlers;
    this.slackApi = slackApi;
  }

  List<Node> configurations() {
    return handlers.all().stream().filter(node -> is(node, EventHandlers.CONFIGURATION)).toList();
  }

  Optional<Node> configuration(String reference) {
    return handlers.find(reference).filter(node -> is(node, EventHandlers.CONFIGURATION));
  }

  Optional<Node> channel(ChannelKind kind, String id) {
    return handlers.find(id).filter(node -> is(node, EventHandlers.CHANNEL) && kind(node) == kind);
  }

  /** The channels of a configuration that still exist. */
  List<Node> channels(Node configuration) {
    return references(configuration).stream()
        .map(each -> channel(each.kind(), Long.toString(each.id())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The first configuration that has the channel. */
  Optional<Node> configurationOf(Node channel) {
    return users(channel).stream().findFirst();
  }

  private List<Node> users(Node channel) {
    return configurations().stream()
        .filter(node -> references(node).stream().anyMatch(each -> each.id() == channel.id()))
        .toList();
  }

  private static boolean is(Node node, String kind) {
    return EventHandlers.origin(node).path("kind").asText().equals(kind);
  }

  static ChannelKind kind(Node channel) {
    return ChannelKind.at(EventHandlers.origin(channel).path("channel").asText()).orElseThrow();
  }

  /** What may be read of a node. */
  static ObjectNode shown(Node node) {
    return References.shown(EventHandlers.origin(node).path("shown"));
  }

  /** The name of the output that sends to a channel. */
  static String outputName(Node channel) {
    return kind(channel).path() + "-" + channel.id();
  }

  private static List<Reference> references(Node configuration) {
    List<Reference> references = new ArrayList<>();
    for (JsonNode each : shown(configuration).path(CHANNELS)) {
      ChannelKind.referred(each.path("_type").asText())
          .ifPresent(kind -> references.add(new Reference(kind, each.path("id").asLong())));
    }
    return references;
  }

  /**
   * Makes a channel, or replaces {@code old}.
   *
   * @throws ApiException 400 when it is wrong
   */
  synchronized Node putChannel(ChannelKind kind, Optional<Node> old, JsonFields body) {
    ChannelDefinition definition =
        ChannelDefinition.read(
            kind, body, field -> old.flatMap(node -> handlers.secret(node, secret(node, field))));
    return putChannel(old, definition);
  }

  /**
   * Makes a channel of Slack, or has {@code old} send to another channel of its workspace.
   *
   * @param token of the app in the workspace
   */
  synchronized Node putSlack(
      Optional<Node> old, String token, String workspace, Optional<SlackWeb.Channel> joined) {
    return putChannel(old, ChannelDefinition.slack(token, workspace, joined));
  }

  /** The token of the app in the workspace of a channel of Slack. */
  String slackToken(Node channel) {
    return handlers.secret(channel, secret(channel, "token")).orElseThrow();
  }

  /** Whether it is known where a channel sends to. */
  static boolean sends(Node channel) {
    return !channel.content().path("spec").path("outputs").isEmpty();
  }

  private Node putChannel(Optional<Node> old, ChannelDefinition definition) {
    String identifier = old.map(Node::identifier).orElseGet(() -> CHANNEL_URN + UUID.randomUUID());
    List<Wanted> wanted = new ArrayList<>(List.of(channel(identifier, definition)));
    if (old.isPresent()) {
      for (Node user : users(old.get())) {
        wanted.add(configuration(user, Map.of(old.get().id(), definition)));
      }
    }
    return handlers.putAll(wanted).get(0);
  }

  private Wanted channel(String identifier, ChannelDefinition definition) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("enabled", false);
    spec.putArray("triggers").addObject().putObject("elementHealth");
    String name = secretName(identifier);
    addOutput(spec.putArray("outputs"), definition, "channel", name);
    ObjectNode origin = JsonNodeFactory.instance.objectNode();
    origin.put("kind", EventHandlers.CHANNEL).put("channel", definition.kind().path());
    origin.set("shown", definition.shown());
    Map<String, String> secrets = new LinkedHashMap<>();
    definition.secrets().forEach((field, value) -> secrets.put(name + "/" + field, value));
    return new Wanted(
        identifier, definition.kind().path() + " channel", null, null, spec, secrets, origin);
  }

  private void addOutput(
      ArrayNode outputs, ChannelDefinition definition, String name, String secretName) {
    if (!definition.sends()) {
      return;
    }
    ObjectNode output = definition.output(name, secretName);
    if (definition.kind() == ChannelKind.SLACK && !slackApi.equals(SlackSettings.API)) {
      output.withObject("/slack").put("apiUrl", slackApi.toString());
    }
    outputs.add(output);
  }

  private static String secretName(String identifier) {
    return "channel-" + identifier.substring(identifier.lastIndexOf(':') + 1);
  }

  private static String secret(Node channel, String field) {
    return secretName(channel.identifier()) + "/" + field;
  }

  /** Deletes a channel; its configurations go on without it. */
  synchronized void deleteChannel(Node channel) {
    List<Wanted> left = new ArrayList<>();
    for (Node user : users(channel)) {
      ObjectNode shown = shown(user);
      ArrayNode channels = (ArrayNode) shown.path(CHANNELS);
      for (int i = channels.size() - 1; i >= 0; i--) {
        if (channels.get(i).path("id").asLong() == channel.id()) {
          channels.remove(i);
        }
      }
      left.add(configuration(user, shown, Map.of()));
    }
    handlers.putAll(left);
    handlers.delete(channel);
  }

  /**
   * Makes a configuration, or replaces {@code old}.
   *
   * @throws ApiException 400 when it is wrong
   */
  synchronized Node putConfiguration(Optional<Node> old, JsonFields body) {
    ConfigurationDefinition wanted = ConfigurationDefinition.read(body);
    String given = wanted.identifier();
    String known = old.map(Node::identifier).orElse(null);
    if (known != null && given != null && !given.equals(known)) {
      throw ApiException.badField("identifier", given, known + " or nothing");
    }
    if (old.isEmpty() && given != null && handlers.find(given).isPresent()) {
      throw ApiException.badField("identifier", given, "one that is not in use");
    }
    ObjectNode shown = wanted.shown();
    if (given != null || known != null && !known.startsWith(CONFIGURATION_URN)) {
      shown.put("identifier", given == null ? known : given);
    }
    ArrayNode channels = shown.putArray(CHANNELS);
    for (Reference each : wanted.channels()) {
      if (channel(each.kind(), Long.toString(each.id())).isEmpty()) {
        throw ApiException.badField(
            CHANNELS, each.kind().reference() + " " + each.id(), "a channel that exists");
      }
      channels.addObject().put("_type", each.kind().reference()).put("id", each.id());
    }
    String identifier =
        known != null ? known : given != null ? given : CONFIGURATION_URN + UUID.randomUUID();
    Wanted handler =
        handler(identifier, wanted.name(), wanted.description(), wanted.spec(), shown, Map.of());
    return handlers.putAll(List.of(handler)).get(0);
  }

  private Wanted configuration(Node node, Map<Long, ChannelDefinition> changed) {
    return configuration(node, shown(node), changed);
  }

  private Wanted configuration(Node node, ObjectNode shown, Map<Long, ChannelDefinition> changed) {
    return handler(
        node.identifier(),
        node.name(),
        node.content().path("description").textValue(),
        (ObjectNode) node.content().path("spec").deepCopy(),
        shown,
        changed);
  }

  /**
   * @param shown with the references to channels
   * @param changed what channels are going to be, by id; the others are as they are stored
   */
  private Wanted handler(
      String identifier,
      String name,
      String description,
      ObjectNode spec,
      ObjectNode shown,
      Map<Long, ChannelDefinition> changed) {
    Map<String, String> secrets = new LinkedHashMap<>();
    ArrayNode outputs = spec.putArray("outputs");
    for (JsonNode each : shown.path(CHANNELS)) {
      Optional<Node> channel = handlers.find(Long.toString(each.path("id").asLong()));
      if (channel.isPresent()) {
        Node node = channel.get();
        ChannelDefinition definition =
            Optional.ofNullable(changed.get(node.id())).orElseGet(() -> stored(node));
        addOutput(outputs, definition, outputName(node), secretName(node.identifier()));
        definition.secrets().forEach((field, value) -> secrets.put(secret(node, field), value));
      }
    }
    // Without an output there is nothing to execute; it waits for its first channel.
    boolean enabled = shown.path("status").asText().equals("ENABLED");
    spec.put("enabled", enabled && !outputs.isEmpty());
    ObjectNode origin = JsonNodeFactory.instance.objectNode();
    origin.put("kind", EventHandlers.CONFIGURATION).set("shown", References.stored(shown));
    return new Wanted(identifier, name, description, null, spec, secrets, origin);
  }

  private ChannelDefinition stored(Node channel) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String field : kind(channel).secrets()) {
      handlers
          .secret(channel, secret(channel, field))
          .ifPresent(value -> secrets.put(field, value));
    }
    return new ChannelDefinition(kind(channel), shown(channel), secrets);
  }

  void deleteConfiguration(Node configuration) {
    handlers.delete(configuration);
  }
}
