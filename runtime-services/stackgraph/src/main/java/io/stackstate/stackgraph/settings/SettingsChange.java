package io.stackstate.stackgraph.settings;

import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.janusgraph.core.JanusGraphVertex;

/** What is asked for in one transaction, checked against what is stored. */
record SettingsChange(List<SettingsNode> puts, List<Long> deletes) {

  /**
   * @param epochMillis what ended before can no longer be asked for
   * @throws IllegalArgumentException when it must not be done
   */
  SettingsIntent intent(GraphTransaction tx, long now, long epochMillis) {
    Set<Long> removed = new HashSet<>(deletes);
    Map<Long, SettingsNode> stored = new HashMap<>();
    for (SettingsNode node : puts) {
      if (removed.contains(node.id()) || stored.put(node.id(), node) != null) {
        throw new IllegalArgumentException("id: " + node.id() + " occurs twice in one change");
      }
    }
    Map<String, Long> identifiers = new HashMap<>();
    for (SettingsNode node : puts) {
      requireUnique(tx, node, removed, stored, identifiers);
    }
    List<SettingRecord> records = new ArrayList<>();
    Set<Long> fresh = new HashSet<>();
    for (SettingsNode node : puts) {
      SettingRecord before = SettingVertex.find(tx, node.id()).orElse(null);
      if (before == null) {
        fresh.add(node.id());
      }
      records.add(SettingRecord.put(before, node, now, epochMillis));
    }
    List<Long> gone = new ArrayList<>();
    for (long id : removed) {
      SettingVertex.find(tx, id)
          .filter(before -> !before.isDeleted())
          .ifPresent(before -> delete(before, now, epochMillis, records, gone));
    }
    return new SettingsIntent(records, gone, fresh);
  }

  private static void delete(
      SettingRecord before,
      long now,
      long epochMillis,
      List<SettingRecord> records,
      List<Long> gone) {
    SettingRecord rest = before.deleted(now, epochMillis);
    if (rest.previous().isEmpty() || before.node().type().startsWith(SettingsStore.INTERNAL)) {
      gone.add(before.node().id());
    } else {
      records.add(rest);
    }
  }

  private static void requireUnique(
      GraphTransaction tx,
      SettingsNode node,
      Set<Long> removed,
      Map<Long, SettingsNode> stored,
      Map<String, Long> identifiers) {
    String identifier = node.identifier();
    if (identifier == null) {
      return;
    }
    Long twin = identifiers.put(identifier, node.id());
    if (twin != null) {
      throw taken(identifier, twin);
    }
    for (JanusGraphVertex vertex : tx.indexed(GraphSchema.IDENTIFIER, identifier)) {
      long other = vertex.<Long>value(GraphSchema.NODE_ID);
      boolean leaves = SettingVertex.isDeleted(vertex) || removed.contains(other);
      if (!leaves && !stored.containsKey(other)) {
        throw taken(identifier, other);
      }
    }
  }

  private static IllegalArgumentException taken(String identifier, long other) {
    return new IllegalArgumentException("identifier: " + identifier + " belongs to node " + other);
  }
}
