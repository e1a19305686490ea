package io.stackstate.api.topology;

import io.stackstate.model.ElementId;
import java.util.List;
import java.util.Locale;

/**
 * What elements are classified by. Elements carry names; clients of the REST API expect settings
 * nodes with ids, identifiers and an order, which follow from the name here.
 */
public enum Concept {
  COMPONENT_TYPE("ComponentType", "component-type"),
  RELATION_TYPE("RelationType", "relation-type"),
  LAYER("Layer", "layer"),
  DOMAIN("Domain", "domain"),
  ENVIRONMENT("Environment", "environment");

  /** From top to bottom, 1000 apart (topology sheet, the common layers). */
  private static final List<String> COMMON_LAYERS =
      List.of(
          "blueprints",
          "users",
          "business-processes",
          "applications",
          "application-load-balancers",
          "uncategorized",
          "services",
          "serverless",
          "containers",
          "processes",
          "messaging",
          "databases",
          "machines",
          "storage",
          "networking",
          "hardware",
          "locations");

  private final String nodeType;
  private final String kind;

  Concept(String nodeType, String kind) {
    this.nodeType = nodeType;
    this.kind = kind;
  }

  String nodeType() {
    return nodeType;
  }

  /** Deterministic, from the exact name. */
  public long id(String name) {
    return ElementId.of(nodeType, name);
  }

  /** A common one of the product where there is one, otherwise an automatic one. */
  String identifier(String name) {
    String slug = slug(name);
    String prefix = order(name) > 0 ? "urn:stackpack:common:" : "urn:system:auto:";
    return prefix + kind + ":" + slug;
  }

  /** Rows and columns are sorted by this, then by name; 0 when the name is none of the common. */
  int order(String name) {
    return this == LAYER ? (COMMON_LAYERS.indexOf(slug(name)) + 1) * 1000 : 0;
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.~]+", "-");
  }
}
