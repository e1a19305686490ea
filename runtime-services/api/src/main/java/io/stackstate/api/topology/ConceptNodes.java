package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classifications that the elements of one answer use, each made once; for one thread. */
final class ConceptNodes {
  private final Map<Concept, Map<String, ConceptNode>> nodes = new EnumMap<>(Concept.class);

  ConceptNode of(Concept concept, String name) {
    return nodes
        .computeIfAbsent(concept, c -> new HashMap<>())
        .computeIfAbsent(name, n -> ConceptNode.of(concept, n));
  }

  /** All that were asked for, in display order. */
  void writeArray(JsonGenerator out, String field, Concept concept) throws IOException {
    List<ConceptNode> sorted =
        nodes.getOrDefault(concept, Map.of()).values().stream().sorted(ConceptNode.ORDER).toList();
    out.writeArrayFieldStart(field);
    for (ConceptNode node : sorted) {
      node.write(out);
    }
    out.writeEndArray();
  }
}
