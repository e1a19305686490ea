package io.stackstate.functions.runtime;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code Sts} of id extractors: query sheet section 7.4. Has no state. */
public final class Sts {
  /**
   * @param identifiers texts; null for none
   * @throws IllegalArgumentException naming what is missing
   */
  public ExternalId createId(Object externalId, Collection<?> identifiers, Object type) {
    Set<String> texts = new LinkedHashSet<>();
    if (identifiers != null) {
      identifiers.forEach(each -> texts.add(text("identifiers", each)));
    }
    return new ExternalId(text("externalId", externalId), texts, text("type", type));
  }

  /** Without identifiers. */
  public ExternalId createId(Object externalId, Object type) {
    return createId(externalId, Set.of(), type);
  }

  private static String text(String name, Object value) {
    if (value instanceof CharSequence || value instanceof Number) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "createId: %s: found %s, expected a text"
            .formatted(name, value == null ? "null" : value.getClass().getSimpleName()));
  }
}
