package io.stackstate.stackgraph.settings;

import io.stackstate.model.Json;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A change of settings nodes.
 *
 * @param puts what is stored, whole
 * @param removals ids of nodes of which nothing is left
 */
record SettingsIntent(List<SettingRecord> puts, List<Long> removals) {
  SettingsIntent {
    puts = List.copyOf(puts);
    removals = List.copyOf(removals);
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
    steps.add(this::make);
    return steps;
  }

  /** The steps that make it when any part of it may be there: from nothing. */
  List<Consumer<GraphTransaction>> again() {
    return List.of(this::clear, this::make);
  }

  private void note(GraphTransaction tx) {
    tx.putData(VertexIds.SETTINGS_INTENT, GraphSchema.ROOT, SettingVertex.Packed.write(this));
  }

  private void make(GraphTransaction tx) {
    removals.forEach(id -> SettingVertex.remove(tx, id));
    puts.forEach(setting -> SettingVertex.store(tx, setting));
  }

  private void clear(GraphTransaction tx) {
    removals.forEach(id -> SettingVertex.remove(tx, id));
    puts.forEach(setting -> SettingVertex.remove(tx, setting.node().id()));
  }
}
