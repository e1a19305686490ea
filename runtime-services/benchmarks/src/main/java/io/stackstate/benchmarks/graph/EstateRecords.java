package io.stackstate.benchmarks.graph;

import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An estate as records of the change log. The id of a component is its index and one. */
final class EstateRecords {
  private static final int COMMIT = 1_000;
  private static final long SYNC = 4_711;

  private EstateRecords() {}

  static long id(int component) {
    return component + 1L;
  }

  static Change component(Estate.Component component) {
    return component(component, component.name());
  }

  /** A component that was renamed. */
  static Change component(Estate.Component component, String name) {
    long id = id(component.index());
    return put(
        Aspect.COMPONENT,
        id,
        new Component(
            id,
            name,
            component.type(),
            component.layer(),
            component.domain(),
            List.of(component.environment()),
            component.labels(),
            component.identifiers(),
            null,
            null,
            properties(component),
            List.of(new Source(SYNC, component.identifiers().get(1), null))));
  }

  static Change relation(Estate estate, Estate.Relation relation) {
    // Behind the ids of the components.
    long id = 1L + estate.components() + relation.index();
    return put(
        Aspect.RELATION,
        id,
        new Relation(
            id,
            null,
            "depends_on",
            id(relation.source()),
            id(relation.target()),
            DependencyDirection.ONE_WAY,
            List.of(),
            null,
            null,
            SYNC,
            "urn:estate:/" + relation.source() + "-" + relation.target()));
  }

  /** All of the estate, in commits a millisecond apart. */
  static void forEachCommit(Estate estate, long fromMillis, Consumer<Commit> consumer) {
    List<Change> changes = new ArrayList<>(COMMIT);
    int elements = estate.components() + estate.relations();
    for (int i = 0; i < elements; i++) {
      changes.add(
          i < estate.components()
              ? component(estate.component(i))
              : relation(estate, estate.relation(i - estate.components())));
      if (changes.size() == COMMIT || i == elements - 1) {
        consumer.accept(new Commit(i, fromMillis + i / COMMIT, List.copyOf(changes)));
        changes.clear();
      }
    }
  }

  static Change put(Aspect aspect, long id, Object value) {
    try {
      return new Change(new ChangeKey(aspect, id), Json.mapper().writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String properties(Estate.Component component) {
    int i = component.index();
    return """
        {"image":"registry.example.org/%s:1.%d.0","owner":"%s@example.org","restartPolicy":"Always",\
        "node":"node-%d.example.org","address":"10.%d.%d.%d","uid":"%08x-0000-4000-8000-%012x"}"""
        .formatted(
            component.type(),
            i % 90,
            component.domain(),
            i % 400,
            i % 250,
            i / 250 % 250,
            i % 251,
            i,
            (long) i * i);
  }
}
