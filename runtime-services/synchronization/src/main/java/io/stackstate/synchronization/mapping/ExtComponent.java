package io.stackstate.synchronization.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A component of the external topology, as an id extractor leaves it and mappers see it (topology
 * sheet, sections 3.1 and 3.2). The {@code element} of StackPack functions.
 *
 * @param type as extracted; empty when the sender gave an empty one
 * @param identifiers the global identifiers by which it merges
 * @param properties the text of the JSON object that users shall see; null when there is none
 */
public record ExtComponent(
    String externalId, String type, List<String> identifiers, ObjectNode data, String properties) {

  public ExtComponent {
    identifiers = List.copyOf(identifiers);
  }
}
