package io.stackstate.api.topology;

import io.stackstate.api.http.ApiException;
import io.stackstate.stql.expression.Key;
import io.stackstate.topology.Attribute;
import java.util.Locale;

/** Indexed properties of components, by the names that they have in queries. */
final class Attributes {
  static final String EXPECTED =
      "one of name, type, layer, domain, environment, label, healthstate, identifier";

  private Attributes() {}

  /**
   * @param field of the request, for the error
   * @throws ApiException 400 when there is no such attribute
   */
  static Attribute named(String name, String field) {
    Key key =
        Key.named(name)
            .orElseThrow(() -> ApiException.badField(field, "\"" + name + "\"", EXPECTED));
    return switch (key) {
      case NAME -> Attribute.NAME;
      case TYPE -> Attribute.TYPE;
      case LAYER -> Attribute.LAYER;
      case DOMAIN -> Attribute.DOMAIN;
      case ENVIRONMENT -> Attribute.ENVIRONMENT;
      case LABEL -> Attribute.LABEL;
      case HEALTH_STATE -> Attribute.HEALTH;
      case IDENTIFIER -> Attribute.IDENTIFIER;
      case ID -> throw ApiException.badField(field, "\"" + name + "\"", EXPECTED);
    };
  }

  /** As {@link #named} reads it. */
  static String name(Attribute attribute) {
    return attribute == Attribute.HEALTH
        ? Key.HEALTH_STATE.text()
        : attribute.name().toLowerCase(Locale.ROOT);
  }
}
