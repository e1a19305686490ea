package io.stackstate.stackgraph.settings;

import io.stackstate.model.Json;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A change of settings nodes.
 *
 * @param puts what is stored, whole
 * @param removals ids of nodes of which nothing is left
 * @param fresh ids of what is stored for the first time
 */
record SettingsIntent(List<SettingRecord> puts, List<Long> removals, Set<Long> fresh) {
  SettingsIntent {
    puts = List.copyOf(puts);
    removals = List.copyOf(removals);
    fresh = fresh == null ? Set.of() : Set.copyOf(fresh);
  }

  /** The last change that was noted. */
  static Optional<SettingsIntent> stored(GraphTransaction tx) {
    return tx.data(VertexIds.SETTINGS_INTENT)
        .map(
            data ->
                SettingVertex.Packed.read(data, Json.mapper().constructType(SettingsIntent.class)));
  }

  boolean isEmpty() {
    return puts.isEmpty() && removals.isEmpty();
  }

  /**
   * The steps that make the change, in order.
   *
   * @param atomic whether they are stored together, so that it need not be noted
   */
  List<Consumer<GraphTransaction>> steps(boolean atomic) {
    List<Consumer<GraphTransaction>> steps = new ArrayList<>();
    if (!atomic) {
      steps.add(this::note);
    }
    steps.add(tx -> make(tx, fresh));
    return steps;
  }

  /** The steps that make it when any part of it may be there: from nothing. */
  List<Consumer<GraphTransaction>> again() {
    return List.of(this::clear, tx -> make(tx, Set.of()));
  }

  private void note(GraphTransaction tx) {
    tx.putData(VertexIds.SETTINGS_INTENT, GraphSchema.ROOT, SettingVertex.Packed.write(this));
  }

  /** What is known to be new is not looked for. */
  private void make(GraphTransaction tx, Set<Long> added) {
    removals.forEach(id -> SettingVertex.remove(tx, id));
    for (SettingRecord setting : puts) {
      if (added.contains(setting.node().id())) {
        SettingVertex.add(tx, setting);
      } else {
        SettingVertex.store(tx, setting);
      }
    }
  }

  private void clear(GraphTransaction tx) {
    removals.forEach(id -> SettingVertex.remove(tx, id));
    puts.forEach(setting -> SettingVertex.remove(tx, setting.node().id()));
  }
}
