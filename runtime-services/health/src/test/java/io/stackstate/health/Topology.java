package io.stackstate.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A topology that tests change; remembers what was changed until asked. */
public final class Topology {
  private final TopologyIndex index = new TopologyIndex();
  private final Set<ChangeKey> changed = new LinkedHashSet<>();
  private final Map<ChangeKey, Change> records = new LinkedHashMap<>();
  private long commits;

  /** A component with the identifier {@code urn:<id>} and more of them. */
  public static Change component(long id, String... identifiers) {
    Component component =
        new Component(
            id,
            "c" + id,
            "server",
            "Machines",
            "shop",
            List.of(),
            List.of(),
            identifiers.length == 0 ? List.of("urn:" + id) : Arrays.asList(identifiers),
            null,
            null,
            null,
            List.of(new Source(7, "c" + id, null)));
    return new Change(new ChangeKey(Aspect.COMPONENT, id), json(component));
  }

  /** The same with a propagation function, by its id. */
  public static Change component(long id, long function) {
    return withPropagation(
        id, "{\"_type\":\"Propagation\",\"function\":%d,\"arguments\":[]}".formatted(function));
  }

  /**
   * The same with a propagation.
   *
   * @param propagation JSON
   */
  public static Change withPropagation(long id, String propagation) {
    Component plain = decode(component(id));
    Component component =
        new Component(
            id,
            plain.name(),
            plain.type(),
            plain.layer(),
            plain.domain(),
            plain.environments(),
            plain.labels(),
            plain.identifiers(),
            null,
            null,
            null,
            plain.sources(),
            null,
            null,
            propagation);
    return new Change(new ChangeKey(Aspect.COMPONENT, id), json(component));
  }

  /**
   * The same with properties.
   *
   * @param properties JSON
   */
  public static Change withProperties(long id, String properties) {
    Component plain = decode(component(id));
    Component component =
        new Component(
            id,
            plain.name(),
            plain.type(),
            plain.layer(),
            plain.domain(),
            plain.environments(),
            plain.labels(),
            plain.identifiers(),
            null,
            null,
            properties,
            plain.sources());
    return new Change(new ChangeKey(Aspect.COMPONENT, id), json(component));
  }

  /** The same with a stream and a check that a template gave. */
  public static Change withTelemetry(long id, TelemetryStream stream, Check check) {
    Component plain = decode(component(id));
    Component component =
        new Component(
            id,
            plain.name(),
            plain.type(),
            plain.layer(),
            plain.domain(),
            plain.environments(),
            plain.labels(),
            plain.identifiers(),
            null,
            null,
            null,
            plain.sources(),
            List.of(stream),
            List.of(check),
            null);
    return new Change(new ChangeKey(Aspect.COMPONENT, id), json(component));
  }

  private static Component decode(Change change) {
    try {
      return Json.mapper().readValue(change.value(), Component.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Change relation(long id, long source, long target, DependencyDirection direction) {
    return relation(id, "uses", source, target, direction);
  }

  public static Change relation(
      long id, String type, long source, long target, DependencyDirection direction) {
    Relation relation =
        new Relation(id, null, type, source, target, direction, List.of(), null, null, 7, "r" + id);
    return new Change(new ChangeKey(Aspect.RELATION, id), json(relation));
  }

  public static Change gone(Aspect aspect, long id) {
    return new Change(new ChangeKey(aspect, id), null);
  }

  public Topology commit(Change... changes) {
    index.apply(new Commit(commits++, commits, List.of(changes)));
    for (Change change : changes) {
      changed.add(change.key());
      records.remove(change.key());
      records.put(change.key(), change);
    }
    return this;
  }

  /** What the log says, compacted. */
  public Collection<Change> records() {
    return records.values();
  }

  public TopologySnapshot snapshot() {
    return index.snapshot();
  }

  public Set<ChangeKey> takeChanged() {
    Set<ChangeKey> taken = new LinkedHashSet<>(changed);
    changed.clear();
    return taken;
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
