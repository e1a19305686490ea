package io.stackstate.api.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.ElementId;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The settings node of a monitor, read as clients want to know it. */
record StoredMonitor(Node node) {
  static final String TYPE = "Monitor";
  private static final String GENERATED = "urn:system:auto:monitor:";

  long id() {
    return node.id();
  }

  /** One is made for a monitor without: the genuine command line crashes on such a monitor. */
  String identifier() {
    return node.identifier() == null ? GENERATED + node.id() : node.identifier();
  }

  /** The node that an identifier was made for; empty when it was not made. */
  static Optional<Node> generated(SettingsNodes settings, String identifier) {
    OptionalLong id =
        identifier.startsWith(GENERATED)
            ? ElementId.parse(identifier.substring(GENERATED.length()))
            : OptionalLong.empty();
    return id.isPresent() ? settings.own(id.getAsLong()) : Optional.empty();
  }

  /** Whether a function means that others publish the states, so that the monitor is not run. */
  static boolean isExternal(Node function) {
    return MonitorPublication.FUNCTION.equals(function.identifier());
  }

  String name() {
    return node.name() == null ? identifier() : node.name();
  }

  long functionId() {
    return node.content().path("function").asLong();
  }

  JsonNode arguments() {
    return node.content().path("arguments");
  }

  long intervalSeconds() {
    return node.content().path("intervalSeconds").asLong();
  }

  boolean enabled() {
    return "ENABLED".equals(node.content().path("status").asText());
  }

  /** Null when it has none. */
  String text(String field) {
    return node.content().path(field).textValue();
  }

  List<String> tags() {
    List<String> tags = new ArrayList<>();
    node.content().path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }
}
