package io.stackstate.model.change;

import java.util.Objects;

/**
 * A {@code MetricStream} or {@code EventStream} of an element (topology sheet, sections 1.1 and 5).
 *
 * @param id in {@code [1, 2^53)}, the same after every synchronization; checks refer to it
 * @param type {@code MetricStream} or {@code EventStream}
 * @param name null when it has none
 * @param definition the text of the whole JSON object as the template gave it, with this id;
 *     references to settings nodes are their ids
 */
public record TelemetryStream(long id, String type, String name, String definition) {
  public TelemetryStream {
    Objects.requireNonNull(definition, "definition");
  }
}
