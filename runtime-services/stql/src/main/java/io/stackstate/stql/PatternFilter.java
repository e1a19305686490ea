package io.stackstate.stql;

import io.stackstate.topology.Attribute;

/**
 * Restricts a query to the components of which some value of an attribute fits a pattern. It stands
 * beside the query, because in the language itself {@code "cart*"} means the value that is
 * literally so named (query sheet section 1.4).
 *
 * @param pattern {@code *} stands for any text and {@code ?} for any one character; a backslash
 *     takes the meaning from the character behind it. At most {@value #MAX_LENGTH} UTF-16 units. A
 *     pattern of nothing but {@code *} fits every component, even without the attribute, as the
 *     wildcard of the language does
 */
public record PatternFilter(Attribute attribute, String pattern) {
  public static final int MAX_LENGTH = 1_000;

  /**
   * @throws IllegalArgumentException when the pattern is too long
   */
  public PatternFilter {
    if (pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "pattern: found %,d characters, expected at most %,d"
              .formatted(pattern.length(), MAX_LENGTH));
    }
  }
}
