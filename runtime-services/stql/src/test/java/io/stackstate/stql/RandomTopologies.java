package io.stackstate.stql;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small topologies with few values, so that filters overlap, and with values that need quoting. */
public final class RandomTopologies {
  private static final List<String> NAMES =
      List.of(
          "a", "b", "web shop", "C:\\Temp\\", "it's \"x\"", "\\\"", "and", "#1", "ä😀", "*", "");
  private static final List<String> LABELS = List.of("team:a", "tier:1", "x=y, (z)", "path/a b");

  private RandomTopologies() {}

  public static FixtureSnapshot next(Random random) {
    int size = 1 + random.nextInt(25);
    List<Component> components = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    List<Health> health = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      components.add(component(random, i));
      if (random.nextBoolean()) {
        health.add(Elements.health(i, oneOf(random, List.of(HealthState.values()))));
      }
    }
    for (int i = random.nextInt(2 * size + 1); i > 0; i--) {
      DependencyDirection direction = oneOf(random, List.of(DependencyDirection.values()));
      relations.add(
          Elements.relation(
              1_000 + i, 1 + random.nextInt(size), 1 + random.nextInt(size), direction));
    }
    return new FixtureSnapshot(components, relations, health);
  }

  /** More components than are decoded one by one; some lack what they may lack. */
  public static FixtureSnapshot large(Random random, int size) {
    List<Component> components = new ArrayList<>();
    List<Health> health = new ArrayList<>();
    for (long id = 1; id <= size; id++) {
      boolean complete = random.nextInt(10) > 0;
      components.add(
          Elements.component(
              id,
              "web-" + random.nextInt(size / 2),
              oneOf(random, List.of("host", "service", "pod")),
              complete ? oneOf(random, List.of("Machines", "Applications")) : null,
              complete ? oneOf(random, List.of("Shop", "Bank")) : null,
              some(random, List.of("Production", "Staging")),
              some(random, LABELS),
              List.of("urn:x:" + id)));
      if (random.nextBoolean()) {
        health.add(Elements.health(id, oneOf(random, List.of(HealthState.values()))));
      }
    }
    return new FixtureSnapshot(components, List.of(), health);
  }

  private static Component component(Random random, long id) {
    return Elements.component(
        id,
        oneOf(random, NAMES),
        oneOf(random, List.of("host", "service", "otel service")),
        oneOf(random, List.of("Machines", "Applications")),
        oneOf(random, List.of("Shop", "Bank")),
        some(random, List.of("Production", "Staging")),
        some(random, LABELS),
        some(random, List.of("urn:x:" + id, "urn:y:" + id, "urn:shared")));
  }

  private static List<String> some(Random random, List<String> values) {
    return values.stream().filter(value -> random.nextBoolean()).toList();
  }

  private static <T> T oneOf(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
