package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.template.SourceLines.Place;
import io.stackstate.stackpacks.settings.Node;

/**
 * A node of a document while its import is planned; {@code content} is completed in place.
 *
 * @param existing the node that it replaces; null when it is new
 */
record Draft(
    ObjectNode content,
    Place place,
    String type,
    String identifier,
    String name,
    Node existing,
    long id) {

  String label() {
    if (identifier != null) {
      return identifier;
    }
    return name == null ? type : type + " \"" + name + "\"";
  }
}
