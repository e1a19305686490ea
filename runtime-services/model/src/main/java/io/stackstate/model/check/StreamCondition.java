package io.stackstate.model.check;

import java.util.Objects;

/**
 * What the points or events of a stream have in common: a field has a value, compared exactly.
 *
 * @param key {@code host}, {@code tags.<tag>} or another field
 */
public record StreamCondition(String key, String value) {
  public StreamCondition {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
