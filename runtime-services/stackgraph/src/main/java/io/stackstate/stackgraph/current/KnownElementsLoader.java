package io.stackstate.stackgraph.current;

import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongLongCursor;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.topology.RelationEnds;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Rebuilds what the current graph holds from the history up to where the two agree. */
final class KnownElementsLoader {
  private final KnownElements known = new KnownElements();
  private final LongLongHashMap targets = new LongLongHashMap();

  /** A visit of all records in order, which can be repeated. */
  interface Records {
    void forEach(Consumer<Change> visitor);
  }

  /**
   * @param targets where the edge of each relation ends
   */
  record Loaded(KnownElements known, LongLongHashMap targets) {}

  static Loaded load(Records records) {
    KnownElementsLoader loader = new KnownElementsLoader();
    records.forEach(loader::add);
    Set<Long> dangling = loader.removeDangling();
    loader.known.dangling.putAll(relations(records, dangling));
    return new Loaded(loader.known, loader.targets);
  }

  /** The newest state of some relations that exist. */
  static Map<Long, Relation> relations(Records records, Set<Long> ids) {
    Map<Long, Relation> relations = new HashMap<>();
    if (!ids.isEmpty()) {
      records.forEach(
          change -> {
            long id = change.key().id();
            if (change.key().aspect() == Aspect.RELATION
                && !change.isDelete()
                && ids.contains(id)) {
              relations.put(id, read(change, Relation.class));
            }
          });
    }
    return relations;
  }

  private void add(Change change) {
    long id = change.key().id();
    switch (change.key().aspect()) {
      case COMPONENT -> {
        if (change.isDelete()) {
          known.components.removeAll(id);
        } else {
          known.components.add(id);
        }
      }
      case RELATION -> {
        if (change.isDelete()) {
          known.edges.remove(id);
          targets.remove(id);
        } else {
          RelationEnds ends = ends(change);
          known.edges.put(id, ends.source());
          targets.put(id, ends.target());
        }
      }
      case HEALTH -> known.setHealth(id, change.isDelete() ? null : read(change, Health.class));
      case PROBLEM -> {
        // Problems are not in the current graph.
      }
    }
  }

  private Set<Long> removeDangling() {
    Set<Long> dangling = new HashSet<>();
    for (LongLongCursor edge : known.edges) {
      if (!known.components.contains(edge.value)
          || !known.components.contains(targets.get(edge.key))) {
        dangling.add(edge.key);
      }
    }
    dangling.forEach(
        id -> {
          known.edges.remove(id);
          targets.remove(id);
        });
    return dangling;
  }

  private static RelationEnds ends(Change change) {
    try {
      return RelationEnds.of(change.value());
    } catch (IllegalArgumentException e) {
      throw new StackGraphException("the history of " + change.key() + " cannot be read", e);
    }
  }

  private static <T> T read(Change change, Class<T> type) {
    try {
      return Json.mapper().readValue(change.value(), type);
    } catch (IOException e) {
      throw new StackGraphException("the history of " + change.key() + " cannot be read", e);
    }
  }
}
