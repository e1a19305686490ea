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
      identifiers.forEach(each -> texts.add(text("createId: identifiers", each)));
    }
    return new ExternalId(
        text("createId: externalId", externalId), texts, text("createId: type", type));
  }

  /** Without identifiers. */
  public ExternalId createId(Object externalId, Object type) {
    return createId(externalId, Set.of(), type);
  }

  /**
   * The one text of an address, however it was written: {@code 010.1.2.3} is {@code 10.1.2.3}.
   *
   * @throws IllegalArgumentException when it is no IP address
   */
  public String ipToCanonical(Object address) {
    return IpAddresses.canonical(text("ipToCanonical", address));
  }

  /**
   * The one text of a port: {@code 0080} is {@code 80}.
   *
   * @throws IllegalArgumentException when it is no port
   */
  public String portToCanonical(Object port) {
    String text = String.valueOf(port).strip();
    if (text.matches("0*\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.toString(Integer.parseInt(text));
    }
    throw new IllegalArgumentException(
        "portToCanonical: found \"%s\", expected a number from 0 to 65535"
            .formatted(text.length() > 60 ? text.substring(0, 60) + "..." : text));
  }

  private static String text(String name, Object value) {
    if (value instanceof CharSequence || value instanceof Number) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "%s: found %s, expected a text"
            .formatted(name, value == null ? "null" : value.getClass().getSimpleName()));
  }
}
