package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Names of types, layers and domains, which a snapshot gives as ids. */
final class Concepts {
  private final Map<Long, String> names = new HashMap<>();

  /**
   * @param metadata of a snapshot
   */
  Concepts(JsonNode metadata) {
    for (String list :
        new String[] {"componentTypes", "relationTypes", "layers", "domains", "environments"}) {
      for (JsonNode node : metadata.path(list)) {
        names.put(node.path("id").asLong(), node.path("name").asText());
      }
    }
  }

  String type(JsonNode element) {
    return name(element, "type");
  }

  String layer(JsonNode element) {
    return name(element, "layer");
  }

  String domain(JsonNode element) {
    return name(element, "domain");
  }

  /** Null when the element has none; the id when nobody says what it is called. */
  private String name(JsonNode element, String field) {
    if (!element.hasNonNull(field)) {
      return null;
    }
    long id = element.get(field).asLong();
    return names.getOrDefault(id, Long.toString(id));
  }
}
