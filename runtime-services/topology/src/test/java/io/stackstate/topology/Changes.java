package io.stackstate.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.health.BoundCheckState;
import java.io.UncheckedIOException;
import java.util.List;

/** Change log records for tests. */
public final class Changes {
  private Changes() {}

  public static Component component(long id, String name, String... labels) {
    return new Component(
        id,
        name,
        "server",
        "Machines",
        "shop",
        List.of("Production"),
        List.of(labels),
        List.of("urn:host:/" + name),
        null,
        null,
        "{\"cores\":4}",
        List.of(new Source(7, name, null)));
  }

  public static Relation relation(
      long id, long source, long target, DependencyDirection direction) {
    return new Relation(
        id, null, "uses", source, target, direction, List.of(), null, null, 7, "r" + id);
  }

  public static Change put(Component component) {
    return new Change(new ChangeKey(Aspect.COMPONENT, component.id()), json(component));
  }

  public static Change put(Relation relation) {
    return new Change(new ChangeKey(Aspect.RELATION, relation.id()), json(relation));
  }

  public static Change put(Problem problem) {
    return new Change(new ChangeKey(Aspect.PROBLEM, problem.id()), json(problem));
  }

  public static Change health(long id, HealthState own, HealthState propagated) {
    return new Change(new ChangeKey(Aspect.HEALTH, id), json(new Health(id, own, propagated)));
  }

  /** As health streams report it; the own health is the first of the states. */
  public static Change checked(long id, BoundCheckState... checks) {
    HealthState own = checks[0].health();
    return new Change(
        new ChangeKey(Aspect.HEALTH, id), json(new Health(id, own, own, List.of(checks))));
  }

  /** What a propagation function that gives no state leaves. */
  public static Change failed(long id, String error) {
    Health health = new Health(id, HealthState.CLEAR, HealthState.UNKNOWN, List.of(), error);
    return new Change(new ChangeKey(Aspect.HEALTH, id), json(health));
  }

  public static Change delete(Aspect aspect, long id) {
    return new Change(new ChangeKey(aspect, id), null);
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
