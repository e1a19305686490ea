package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.template.SourceLines.Place;
import io.stackstate.stackpacks.settings.Finding;
import java.util.List;
import java.util.function.Function;

/**
 * A document that was rendered and parsed.
 *
 * @param places from which line of which file an object of the document came; null for others
 */
public record StjDocument(
    List<ObjectNode> nodes, Function<JsonNode, Place> places, List<Finding> warnings) {

  public StjDocument {
    nodes = List.copyOf(nodes);
    warnings = List.copyOf(warnings);
  }
}
