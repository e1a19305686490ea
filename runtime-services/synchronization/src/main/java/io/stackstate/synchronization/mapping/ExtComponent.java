package io.stackstate.synchronization.mapping;

import java.util.List;
import java.util.Map;

/**
 * A component of the external topology, as an id extractor leaves it and mappers see it (topology
 * sheet, sections 3.1 and 3.2). The {@code element} of StackPack functions.
 *
 * @param type as extracted; empty when the sender gave an empty one
 * @param identifiers the global identifiers by which it merges
 * @param data mutable at every level; the mapper may change it
 * @param properties the text of the JSON object that users shall see; null when there is none
 */
public record ExtComponent(
    String externalId,
    String type,
    List<String> identifiers,
    Map<String, Object> data,
    String properties) {

  public ExtComponent {
    identifiers = List.copyOf(identifiers);
  }
}
