package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackpacks.settings.Node;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * What is remembered of a declaration of settings: which one it was, and its nodes as they were
 * when it was applied.
 *
 * @param owner the URN of the declaration, {@code ownedBy} of its nodes
 * @param revision of what was applied, as who declared it named it
 * @param nodes times of the last update, epoch milliseconds, by the ids of the nodes
 */
record Declaration(String owner, String revision, Map<Long, Long> nodes) {
  static final String TYPE = SettingsStore.INTERNAL + "Declaration";

  Declaration {
    nodes = Map.copyOf(nodes);
  }

  static long id(String owner) {
    return ElementId.of(TYPE, owner);
  }

  /** True when somebody else changed, unlocked or deleted one of the nodes since. */
  boolean drifted(LongFunction<Optional<Node>> present) {
    return nodes.entrySet().stream()
        .anyMatch(
            was ->
                present
                    .apply(was.getKey())
                    .filter(node -> node.id() == was.getKey())
                    .filter(node -> node.locked() && owner.equals(node.ownedBy()))
                    .filter(node -> node.lastUpdateMillis() == was.getValue())
                    .isEmpty());
  }

  static Declaration read(SettingsNode stored) {
    try {
      return Json.mapper().readValue(stored.json(), Declaration.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("declaration " + stored.name() + " cannot be read", e);
    }
  }

  SettingsNode write(long nowMillis) {
    try {
      Declaration sorted = new Declaration(owner, revision, new TreeMap<>(nodes));
      return new SettingsNode(
          id(owner), TYPE, null, owner, Json.mapper().writeValueAsString(sorted), nowMillis);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
