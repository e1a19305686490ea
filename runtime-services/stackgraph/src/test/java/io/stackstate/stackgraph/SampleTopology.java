package io.stackstate.stackgraph;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.ElementId;
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
import java.util.List;

/** Records of the change log as synchronization and health write them. */
public final class SampleTopology {
  private SampleTopology() {}

  /** The id of the n-th component. */
  public static long componentId(int n) {
    return ElementId.of("component", String.valueOf(n));
  }

  public static long relationId(int n) {
    return ElementId.of("relation", String.valueOf(n));
  }

  public static Change component(int n, String name) {
    return component(componentId(n), n, name);
  }

  /** A component with a given id. */
  public static Change component(long id, int n, String name) {
    return new Change(
        new ChangeKey(Aspect.COMPONENT, id),
        json(
            new Component(
                id,
                name,
                n % 3 == 0 ? "server" : "service",
                "layer-" + n % 4,
                "domain-" + n % 7,
                List.of("production"),
                List.of("cluster:eu-" + n % 5, "team:shop-" + n % 11, "managed"),
                List.of("urn:host:/" + n, "urn:example:component:" + n),
                null,
                "1." + n % 10,
                "{\"cpus\":" + n % 64 + ",\"os\":\"linux\",\"rack\":\"r" + n % 100 + "\"}",
                List.of(new Source(7, "ext-" + n, null)))));
  }

  public static Change relation(int n, int source, int target) {
    long id = relationId(n);
    return new Change(
        new ChangeKey(Aspect.RELATION, id),
        json(
            new Relation(
                id,
                null,
                "runs on",
                componentId(source),
                componentId(target),
                DependencyDirection.ONE_WAY,
                List.of(),
                null,
                null,
                7,
                source + "->" + target)));
  }

  /** A problem whose root is the n-th component. */
  public static Change problem(int n, HealthState health) {
    long id = ElementId.of("problem", String.valueOf(n));
    Problem.Cause root = new Problem.Cause(componentId(n), health, 5, List.of("check " + n));
    return new Change(
        new ChangeKey(Aspect.PROBLEM, id), json(new Problem(id, root, List.of(), 9, 9, 5, 5)));
  }

  public static Change componentHealth(int n, HealthState own) {
    long id = componentId(n);
    return new Change(new ChangeKey(Aspect.HEALTH, id), json(new Health(id, own, own)));
  }

  /** What a propagation function that gives no state leaves; null when it gave one. */
  public static Change failed(long id, String error) {
    Health health = new Health(id, HealthState.CLEAR, HealthState.UNKNOWN, List.of(), error);
    return new Change(new ChangeKey(Aspect.HEALTH, id), json(health));
  }

  public static Change relationHealth(int n, HealthState own) {
    long id = relationId(n);
    return new Change(new ChangeKey(Aspect.HEALTH, id), json(new Health(id, own, own)));
  }

  /** The tombstone for the key of a change. */
  public static Change delete(Change change) {
    return new Change(change.key(), null);
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
