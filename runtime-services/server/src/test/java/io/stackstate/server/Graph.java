package io.stackstate.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A topology as tests compare it.
 *
 * @param components description by name
 * @param relations {@code source->target}, by name
 */
record Graph(SortedMap<String, String> components, SortedSet<String> relations) {

  static Graph empty() {
    return new Graph(new TreeMap<>(), new TreeSet<>());
  }

  /** From the {@code ViewSnapshot} of an answer; a name that stands twice is an error. */
  static Graph of(JsonNode view) {
    Graph graph = empty();
    Map<Long, String> names = new HashMap<>();
    for (JsonNode component : view.path("components")) {
      String name = component.path("name").asText();
      names.put(component.path("id").asLong(), name);
      if (graph.components.put(name, component.path("description").asText()) != null) {
        throw new AssertionError("twice in one answer: " + name);
      }
    }
    for (JsonNode relation : view.path("relations")) {
      String edge =
          names.get(relation.path("source").asLong())
              + "->"
              + names.get(relation.path("target").asLong());
      if (!graph.relations.add(edge)) {
        throw new AssertionError("twice in one answer: " + edge);
      }
    }
    return graph;
  }

  Graph copy() {
    return new Graph(new TreeMap<>(components), new TreeSet<>(relations));
  }

  void addAll(Graph other) {
    components.putAll(other.components);
    relations.addAll(other.relations);
  }
}
