package io.stackstate.api.scope;

import static io.stackstate.model.change.DependencyDirection.ONE_WAY;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Commits in which components come, go and change between two teams. All that a component of team b
 * says, and a relation with such an end, contains the word {@value #SECRET}; nothing else does.
 */
final class RandomTeams {
  static final String SECRET = "secret";
  static final int COMPONENTS = 12;
  static final int RELATIONS = 20;

  private final Random random;
  private final Map<Long, Boolean> openComponents = new HashMap<>();
  private final Map<Long, Boolean> openRelations = new HashMap<>();
  private int version;

  RandomTeams(Random random) {
    this.random = random;
  }

  /** The ids of the components of team a after the last commit. */
  List<Long> open() {
    return openComponents.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  Commit next(long number, long timeMillis) {
    version++;
    List<Change> changes = new ArrayList<>();
    for (long id = 1; id <= COMPONENTS; id++) {
      if (random.nextInt(3) == 0) {
        changes.add(component(id));
      }
    }
    for (long id = 1; id <= RELATIONS; id++) {
      relation(100 + id, changes);
    }
    return new Commit(number, timeMillis, changes);
  }

  private Change component(long id) {
    ChangeKey key = new ChangeKey(Aspect.COMPONENT, id);
    if (openComponents.containsKey(id) && random.nextInt(5) == 0) {
      openComponents.remove(id);
      return new Change(key, null);
    }
    boolean open = random.nextBoolean();
    openComponents.put(id, open);
    String word = open ? "open" : SECRET;
    Component component =
        new Component(
            id,
            word + "-" + id,
            word + "-type",
            word + "-layer-" + version % 3,
            open ? "A" + version % 2 : SECRET + "-domain",
            List.of(word + "-environment"),
            open ? List.of("team:a") : List.of("team:b", SECRET + "-label"),
            List.of("urn:" + word + ":" + id, "urn:shared:" + id % 4),
            word + " description " + version,
            word + version,
            "{\"key\":\"" + word + version + "\"}",
            List.of(new Source(7, word + "-external-" + id, null)));
    return new Change(key, json(component));
  }

  /** Writes a relation anew whenever one of its ends changed its team. */
  private void relation(long id, List<Change> changes) {
    long source = 1 + id % COMPONENTS;
    long target = 1 + id * id % COMPONENTS;
    boolean open =
        openComponents.getOrDefault(source, false) && openComponents.getOrDefault(target, false);
    if (openRelations.getOrDefault(id, !open) == open && random.nextInt(6) > 0) {
      return;
    }
    openRelations.put(id, open);
    String word = open ? "open" : SECRET;
    Relation relation =
        new Relation(
            id,
            word + "-relation-" + version,
            word + "-uses",
            source,
            target,
            ONE_WAY,
            List.of(word),
            word,
            "{\"key\":\"" + word + "\"}",
            7,
            word + id);
    changes.add(new Change(new ChangeKey(Aspect.RELATION, id), json(relation)));
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
