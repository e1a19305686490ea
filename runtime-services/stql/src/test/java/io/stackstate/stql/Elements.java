package io.stackstate.stql;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import java.util.List;

/** Elements for tests, and the topology of the query sheet, section 15.1. */
public final class Elements {
  private Elements() {}

  static Component component(long id, String name, String type, String layer, String domain) {
    return component(id, name, type, layer, domain, List.of(), List.of(), List.of("urn:x:" + name));
  }

  static Component component(
      long id,
      String name,
      String type,
      String layer,
      String domain,
      List<String> environments,
      List<String> labels,
      List<String> identifiers) {
    return new Component(
        id,
        name,
        type,
        layer,
        domain,
        environments,
        labels,
        identifiers,
        null,
        null,
        null,
        List.of());
  }

  static Relation relation(long id, long source, long target, DependencyDirection direction) {
    return new Relation(
        id, "r" + id, "uses", source, target, direction, List.of(), null, null, 1, "r" + id);
  }

  static Health health(long id, HealthState own) {
    return new Health(id, own, own);
  }

  public static FixtureSnapshot shop() {
    return new FixtureSnapshot(shopComponents(), shopRelations(), shopHealth());
  }

  static List<Component> shopComponents() {
    List<String> production = List.of("Production");
    return List.of(
        component(
            1,
            "shop-web",
            "service",
            "Applications",
            "Shop",
            production,
            List.of("team:web", "tier:1"),
            List.of("urn:x:shop-web")),
        component(
            2,
            "cart-api",
            "service",
            "Applications",
            "Shop",
            production,
            List.of("team:cart"),
            List.of("urn:x:cart-api", "urn:x:svc/cart")),
        component(
            3,
            "cart-db",
            "database",
            "Databases",
            "Shop",
            production,
            List.of("team:cart", "backup:yes"),
            List.of("urn:x:cart-db")),
        component(
            4,
            "host-7",
            "host",
            "Machines",
            "Infra",
            production,
            List.of(),
            List.of("urn:x:host-7")),
        component(
            5,
            "shop-web-st",
            "service",
            "Applications",
            "Shop",
            List.of("Staging"),
            List.of("team:web"),
            List.of("urn:x:shop-web-st")),
        component(
            6,
            "ledger",
            "database",
            "Databases",
            "Bank",
            List.of("Production", "Staging"),
            List.of("backup:no"),
            List.of("urn:x:ledger")));
  }

  static List<Relation> shopRelations() {
    return List.of(
        relation(11, 1, 2, DependencyDirection.ONE_WAY),
        relation(12, 2, 3, DependencyDirection.ONE_WAY),
        relation(13, 3, 4, DependencyDirection.ONE_WAY),
        relation(14, 5, 2, DependencyDirection.ONE_WAY),
        relation(15, 6, 4, DependencyDirection.ONE_WAY),
        relation(16, 2, 6, DependencyDirection.NONE));
  }

  /** Component 5 has no record, which means unknown. */
  static List<Health> shopHealth() {
    return List.of(
        health(1, HealthState.CLEAR),
        health(2, HealthState.DEVIATING),
        health(3, HealthState.CRITICAL),
        health(4, HealthState.CLEAR),
        health(6, HealthState.CLEAR));
  }
}
