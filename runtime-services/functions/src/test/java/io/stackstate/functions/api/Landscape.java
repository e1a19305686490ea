package io.stackstate.functions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import java.util.stream.LongStream;

/** A topology that tests build. */
public final class Landscape {
  private final TopologyIndex index = new TopologyIndex();
  private long commits;

  public Landscape component(
      long id, String name, String type, String layer, String... environments) {
    return put(
        Aspect.COMPONENT,
        id,
        new Component(
            id,
            name,
            type,
            layer,
            "Shop",
            List.of(environments),
            List.of("team:c"),
            List.of("urn:" + id),
            null,
            null,
            "{\"size\":\"large\"}",
            List.of(new Source(7, "c" + id, null))));
  }

  public Landscape component(Component component) {
    return put(Aspect.COMPONENT, component.id(), component);
  }

  public Landscape relation(long id, long source, long target) {
    return put(
        Aspect.RELATION,
        id,
        new Relation(
            id,
            null,
            "uses",
            source,
            target,
            DependencyDirection.ONE_WAY,
            List.of(),
            null,
            null,
            7,
            "r" + id));
  }

  public Landscape health(long id, HealthState state) {
    return put(Aspect.HEALTH, id, new Health(id, state, state));
  }

  /** As a health stream with one check reports it. */
  public Landscape check(long id, HealthState state, String name, String message) {
    BoundCheckState check =
        new BoundCheckState(id * 10, "urn:health:test", name, state, message, 5);
    return put(Aspect.HEALTH, id, new Health(id, state, state, List.of(check)));
  }

  /** A problem of these elements, the root cause first. */
  public Landscape problem(long id, long... members) {
    List<Problem.Cause> causes =
        LongStream.of(members)
            .mapToObj(m -> new Problem.Cause(m, HealthState.CRITICAL, 5, List.of("check " + m)))
            .toList();
    return put(
        Aspect.PROBLEM,
        id,
        new Problem(id, causes.get(0), causes.subList(1, causes.size()), 9, 9, 5, 5));
  }

  private Landscape put(Aspect aspect, long id, Object value) {
    try {
      byte[] json = Json.mapper().writeValueAsBytes(value);
      Change change = new Change(new ChangeKey(aspect, id), json);
      index.apply(new Commit(commits++, commits, List.of(change)));
      return this;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public TopologySnapshot snapshot() {
    return index.snapshot();
  }
}
