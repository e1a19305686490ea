package io.stackstate.stackgraph.settings;

import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.janusgraph.core.JanusGraphVertex;

/**
 * A change of one settings node.
 *
 * @param node as it will be; null removes it
 */
record SettingsIntent(long id, SettingsNode node) {

  /** The last change that was noted. */
  static Optional<SettingsIntent> stored(GraphTransaction tx) {
    return tx.data(VertexIds.SETTINGS_INTENT)
        .map(
            json -> {
              try {
                return Json.mapper().readValue(json, SettingsIntent.class);
              } catch (IOException e) {
                throw new StackGraphException("the graph's last setting cannot be read", e);
              }
            });
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
    steps.add(node == null ? this::remove : this::store);
    return steps;
  }

  /** The steps that make it when any part of it may be there: from nothing. */
  List<Consumer<GraphTransaction>> again() {
    return node == null ? List.of(this::remove) : List.of(this::remove, this::store);
  }

  private void note(GraphTransaction tx) {
    try {
      tx.putData(
          VertexIds.SETTINGS_INTENT, GraphSchema.ROOT, Json.mapper().writeValueAsBytes(this));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void remove(GraphTransaction tx) {
    tx.known(VertexIds.setting(id)).remove();
  }

  private void store(GraphTransaction tx) {
    JanusGraphVertex vertex =
        tx.find(VertexIds.setting(id))
            .orElseGet(() -> tx.add(VertexIds.setting(id), GraphSchema.SETTING));
    set(vertex, GraphSchema.NODE_ID, id);
    set(vertex, GraphSchema.NODE_TYPE, node.type());
    set(vertex, GraphSchema.IDENTIFIER, node.identifier());
    set(vertex, GraphSchema.NAME, node.name());
    set(vertex, GraphSchema.JSON, node.json());
    set(vertex, GraphSchema.LAST_UPDATE, node.lastUpdateMillis());
  }

  private static void set(JanusGraphVertex vertex, String key, Object value) {
    if (value == null) {
      vertex.properties(key).forEachRemaining(VertexProperty::remove);
    } else {
      vertex.property(VertexProperty.Cardinality.single, key, value);
    }
  }
}
