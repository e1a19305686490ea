package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The topology of the query sheet, section 15.1. Relation ids are source * 10 + target. */
public final class Fixture {
  public static final long TIME = 1700000000000L;

  private static final TelemetryStream STREAM =
      new TelemetryStream(
          11,
          "MetricStream",
          "load",
          """
          {"_type":"MetricStream","id":11,"name":"load","query":{"aggregation":"MEAN"}}""");

  private static final Check CHECK =
      new Check(
          12,
          null,
          """
          {"_type":"Check","id":12,"function":5,"arguments":[{"stream":11}]}""");

  private Fixture() {}

  public static List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    changes.add(
        component(
            1, "shop-web", "service", "Applications", "Shop", "Production", "team:web,tier:1"));
    changes.add(
        component(2, "cart-api", "service", "Applications", "Shop", "Production", "team:cart"));
    changes.add(
        component(
            3, "cart-db", "database", "Databases", "Shop", "Production", "team:cart,backup:yes"));
    changes.add(component(4, "host-7", "host", "Machines", "Infra", "Production", ""));
    changes.add(
        component(5, "shop-web-st", "service", "Applications", "Shop", "Staging", "team:web"));
    changes.add(
        component(6, "ledger", "database", "Databases", "Bank", "Production,Staging", "backup:no"));
    for (long[] ends : new long[][] {{1, 2}, {2, 3}, {3, 4}, {5, 2}, {6, 4}}) {
      changes.add(relation(ends[0], ends[1], DependencyDirection.ONE_WAY));
    }
    changes.add(relation(2, 6, DependencyDirection.NONE));
    changes.add(health(1, HealthState.CLEAR, HealthState.CRITICAL));
    changes.add(health(2, HealthState.DEVIATING, HealthState.CRITICAL));
    changes.add(health(3, HealthState.CRITICAL, HealthState.CRITICAL));
    changes.add(health(4, HealthState.CLEAR, HealthState.CLEAR));
    changes.add(health(6, HealthState.CLEAR, HealthState.CLEAR));
    return changes;
  }

  public static TopologySnapshot snapshot() {
    return snapshot(changes());
  }

  public static TopologySnapshot snapshot(List<Change> changes) {
    TopologyIndex index = new TopologyIndex();
    index.apply(new Commit(changes.size(), TIME, changes));
    return index.snapshot();
  }

  public static Change put(Component component) {
    return new Change(new ChangeKey(Aspect.COMPONENT, component.id()), json(component));
  }

  public static Change relation(long source, long target, DependencyDirection direction) {
    Relation relation =
        new Relation(
            source * 10 + target,
            null,
            "uses",
            source,
            target,
            direction,
            List.of("proto:tcp"),
            null,
            "{\"port\":80}",
            7,
            source + "->" + target);
    return new Change(new ChangeKey(Aspect.RELATION, relation.id()), json(relation));
  }

  /**
   * The problem 70 of {@link #changes()}: cart-db breaks at {@link #TIME}, cart-api five seconds
   * later.
   */
  public static Change problem() {
    Problem.Cause root =
        new Problem.Cause(3, HealthState.CRITICAL, TIME, List.of("disk", "latency"));
    Problem.Cause api = new Problem.Cause(2, HealthState.DEVIATING, TIME + 5_000, List.of("5xx"));
    return put(
        new Problem(70, root, List.of(api), TIME + 10_000, TIME + 10_000, TIME, TIME + 5_000));
  }

  public static Change put(Problem problem) {
    return new Change(new ChangeKey(Aspect.PROBLEM, problem.id()), json(problem));
  }

  public static Change health(long id, HealthState own, HealthState propagated) {
    return new Change(new ChangeKey(Aspect.HEALTH, id), json(new Health(id, own, propagated)));
  }

  /** An element that two checks make DEVIATING, one of them without a message; a third is clear. */
  public static Change failing(long id) {
    List<BoundCheckState> checks =
        List.of(
            check(31, "Load", HealthState.CLEAR, null),
            check(32, "Errors", HealthState.DEVIATING, "2% fail."),
            check(33, "Latency", HealthState.DEVIATING, null));
    Health health = new Health(id, HealthState.DEVIATING, HealthState.CRITICAL, checks);
    return new Change(new ChangeKey(Aspect.HEALTH, id), json(health));
  }

  private static BoundCheckState check(long id, String name, HealthState health, String message) {
    return new BoundCheckState(id, "urn:health:fixture", name, health, message, TIME - id);
  }

  private static Change component(
      long id,
      String name,
      String type,
      String layer,
      String domain,
      String environments,
      String labels) {
    List<String> identifiers =
        id == 2 ? List.of("urn:x:cart-api", "urn:x:svc/cart") : List.of("urn:x:" + name);
    return put(
        new Component(
            id,
            name,
            type,
            layer,
            domain,
            List.of(environments.split(",")),
            labels.isEmpty() ? List.of() : List.of(labels.split(",")),
            identifiers,
            id == 1 ? "the shop" : null,
            id == 1 ? "1.2" : null,
            "{\"cores\":4,\"limits\":{\"cpu\":\"2\"},\"ports\":[80],\"note\":null,\"up\":true}",
            List.of(new Source(7, "ext-" + name, null)),
            id == 2 ? List.of(STREAM) : List.of(),
            id == 2 ? List.of(CHECK) : List.of(),
            id == 2 ? "{\"_type\":\"Propagation\",\"function\":6}" : null));
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
