package io.stackstate.stql.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a filter looks at (query sheet section 1.2). The list is closed. */
public enum Key {
  NAME("name"),
  TYPE("type"),
  LAYER("layer"),
  DOMAIN("domain"),
  ENVIRONMENT("environment"),
  LABEL("label"),
  /** The own health state, never the propagated one. */
  HEALTH_STATE("healthstate"),
  IDENTIFIER("identifier"),
  /** The node id. */
  ID("id");

  /** The form of the 4.x language, which still occurs in saved queries. */
  private static final String ENVIRONMENTS = "environments";

  private final String text;

  Key(String text) {
    this.text = text;
  }

  /** As it stands in a query. */
  public String text() {
    return text;
  }

  /** The key that is written like this, whatever the case of its letters. */
  public static Optional<Key> named(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals(ENVIRONMENTS)) {
      return Optional.of(ENVIRONMENT);
    }
    return Arrays.stream(values()).filter(key -> key.text.equals(lower)).findFirst();
  }

  /** The texts of all keys, aliases left out. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Key::text).toList();
  }
}
