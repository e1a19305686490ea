package io.stackstate.stackgraph;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers what StackGraph says of elements in the past by going through all commits. */
final class NaiveElements {
  private final List<Commit> commits = new ArrayList<>();

  void add(List<Commit> more) {
    commits.addAll(more);
  }

  /** All elements after the commits up to an instant. */
  TreeMap<Long, ElementState> at(long timeMillis) {
    Map<ChangeKey, byte[]> records = new HashMap<>();
    for (Commit commit : commits) {
      if (commit.timeMillis() <= timeMillis) {
        apply(records, commit);
      }
    }
    return states(records);
  }

  Optional<Component> byIdentifier(String identifier, long timeMillis) {
    return at(timeMillis).values().stream()
        .filter(state -> has(state, identifier))
        .map(state -> ((ElementState.OfComponent) state).component())
        .findFirst();
  }

  List<Long> idsByIdentifier(String identifier, long fromMillis, long toMillis) {
    TreeSet<Long> ids = new TreeSet<>();
    for (long time = fromMillis; time <= toMillis; time++) {
      at(time).values().stream()
          .filter(state -> has(state, identifier))
          .forEach(state -> ids.add(state.id()));
    }
    for (ElementVersion version : changes(fromMillis, toMillis)) {
      if (version.change().after() != null && has(version.change().after(), identifier)) {
        ids.add(version.change().id());
      }
    }
    return List.copyOf(ids);
  }

  ElementHistory history(long id, long fromMillis, long toMillis) {
    return new ElementHistory(
        id,
        fromMillis,
        toMillis,
        Optional.ofNullable(at(fromMillis).get(id)),
        changes(fromMillis, toMillis).stream()
            .filter(version -> version.change().id() == id)
            .toList());
  }

  List<ElementVersion> changes(long fromMillis, long toMillis) {
    List<ElementVersion> versions = new ArrayList<>();
    Map<ChangeKey, byte[]> records = new HashMap<>();
    for (Commit commit : commits) {
      Map<Long, ElementState> before = states(records);
      apply(records, commit);
      if (commit.timeMillis() > fromMillis && commit.timeMillis() <= toMillis) {
        differences(before, states(records))
            .forEach(
                change ->
                    versions.add(new ElementVersion(commit.number(), commit.timeMillis(), change)));
      }
    }
    return versions;
  }

  TopologyDiff diff(long fromMillis, long toMillis) {
    return diff(fromMillis, toMillis, differences(at(fromMillis), at(toMillis)));
  }

  static TopologyDiff diff(long fromMillis, long toMillis, List<ElementChange> changes) {
    return new TopologyDiff(
        fromMillis,
        toMillis,
        changes.stream().filter(ElementChange::isComponent).toList(),
        changes.stream().filter(change -> !change.isComponent()).toList());
  }

  static List<ElementChange> differences(
      Map<Long, ElementState> before, Map<Long, ElementState> after) {
    TreeSet<Long> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(before.get(id), after.get(id)))
        .map(id -> new ElementChange(before.get(id), after.get(id)))
        .toList();
  }

  private static boolean has(ElementState state, String identifier) {
    return state instanceof ElementState.OfComponent c
        && c.component().identifiers().contains(identifier);
  }

  private static void apply(Map<ChangeKey, byte[]> records, Commit commit) {
    for (Change change : commit.changes()) {
      records.put(change.key(), change.value());
    }
  }

  private static TreeMap<Long, ElementState> states(Map<ChangeKey, byte[]> records) {
    TreeMap<Long, ElementState> states = new TreeMap<>();
    records.forEach(
        (key, json) -> {
          byte[] reported = records.get(new ChangeKey(Aspect.HEALTH, key.id()));
          Health health =
              reported == null
                  ? new Health(key.id(), HealthState.UNKNOWN, HealthState.UNKNOWN)
                  : read(reported, Health.class);
          if (json != null && key.aspect() == Aspect.COMPONENT) {
            states.put(
                key.id(),
                new ElementState.OfComponent(
                    read(json, Component.class), health.own(), health.propagated()));
          } else if (json != null && key.aspect() == Aspect.RELATION) {
            states.put(
                key.id(),
                new ElementState.OfRelation(
                    read(json, Relation.class), health.own(), health.propagated()));
          }
        });
    return states;
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
