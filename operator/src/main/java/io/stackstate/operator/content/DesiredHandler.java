package io.stackstate.operator.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event handler as a resource decides it.
 *
 * @param spec as the platform reads it
 * @param versions of the Secrets that values come from, by {@code <name>/<key>}
 * @param secrets the values; not part of the hash
 */
public record DesiredHandler(
    String name,
    String description,
    JsonNode spec,
    Map<String, String> versions,
    @JsonIgnore Map<String, String> secrets) {

  public DesiredHandler {
    versions = new TreeMap<>(versions);
    secrets = new TreeMap<>(secrets);
  }

  /** By which the platform's handler is recognised as this one. */
  String revision() {
    return ContentHash.of(this);
  }

  /** Never the values. */
  @Override
  public String toString() {
    return "DesiredHandler[" + name + ", " + secrets.keySet() + "]";
  }
}
