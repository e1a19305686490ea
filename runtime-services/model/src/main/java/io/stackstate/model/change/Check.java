package io.stackstate.model.change;

import java.util.Objects;

/**
 * A check of an element: a function with arguments, which decides its health (topology sheet,
 * sections 1.1 and 5).
 *
 * @param id in {@code [1, 2^53)}, the same after every synchronization
 * @param name null when it has none
 * @param definition the text of the whole JSON object as the template gave it, with this id;
 *     arguments refer to streams by {@link TelemetryStream#id()}, and to settings nodes by theirs
 */
public record Check(long id, String name, String definition) {
  public Check {
    Objects.requireNonNull(definition, "definition");
  }
}
