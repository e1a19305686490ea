package io.stackstate.health.check;

/** A point or an event, as conditions of streams see it. */
@FunctionalInterface
interface Fields {
  String TAGS = "tags.";

  /** The value of {@code host}, {@code tags.<tag>} or another field; null when it has none. */
  String get(String key);
}
