package io.stackstate.automation.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.handler.EventHandlerSpec;

/**
 * An event handler that is executed.
 *
 * @param id of its settings node
 * @param identifier null when it has none
 * @param version tells versions of its definition apart
 * @param secrets sealed values by {@code <name>/<key>}; a JSON object
 */
public record Handler(
    long id,
    String identifier,
    String name,
    String version,
    EventHandlerSpec spec,
    JsonNode secrets) {

  /** Whether a reference, an identifier or an id, means it. */
  public boolean isCalled(String reference) {
    return reference.equals(identifier) || reference.equals(Long.toString(id));
  }
}
