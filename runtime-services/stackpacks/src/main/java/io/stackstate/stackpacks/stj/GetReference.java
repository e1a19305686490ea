package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;

/**
 * A reference that is written as a template tag.
 *
 * @param path of a nested node, null for the identified one
 */
record GetReference(String identifier, String path) {

  JsonNode node() {
    return new POJONode(this);
  }

  /** The tag, or null when {@code value} is no such reference. */
  static String tag(JsonNode value) {
    if (value instanceof POJONode pojo && pojo.getPojo() instanceof GetReference reference) {
      return "{{ get "
          + quoted(reference.identifier)
          + (reference.path == null ? "" : " " + quoted(reference.path))
          + " }}";
    }
    return null;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
