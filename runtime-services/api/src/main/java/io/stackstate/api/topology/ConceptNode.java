package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Comparator;

/** A {@link Concept} with a name, as the settings node that clients expect. */
record ConceptNode(Concept concept, String name, long id, String identifier, int order) {
  static final Comparator<ConceptNode> ORDER =
      Comparator.comparingInt(ConceptNode::order).thenComparing(ConceptNode::name);

  static ConceptNode of(Concept concept, String name) {
    return new ConceptNode(
        concept, name, concept.id(name), concept.identifier(name), concept.order(name));
  }

  void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", concept.nodeType());
    out.writeNumberField("id", id);
    out.writeNumberField("lastUpdateTimestamp", 0);
    out.writeStringField("name", name);
    if (concept == Concept.LAYER || concept == Concept.DOMAIN) {
      out.writeNumberField("order", order);
    }
    out.writeStringField("identifier", identifier);
    out.writeEndObject();
  }
}
