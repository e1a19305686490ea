package io.stackstate.stackgraph.current;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.janusgraph.core.JanusGraphVertex;

/**
 * The present topology as vertices and edges: a vertex per component and an edge per relation whose
 * components both exist. Used by one writer at a time.
 */
public final class CurrentGraph {
  private final KnownElements known;

  private CurrentGraph(KnownElements known) {
    this.known = known;
  }

  /**
   * Opens a graph that agrees with a history.
   *
   * @param history visits the records of the history in order, as often as it is asked to
   */
  public static CurrentGraph open(Consumer<Consumer<Change>> history) {
    return new CurrentGraph(KnownElementsLoader.load(history::accept).known());
  }

  /**
   * Opens a graph in which a batch may be stored in part, and stores the rest. Can be done again
   * when it was interrupted itself.
   *
   * @param history of the time before the batch
   * @param tx in which nothing was written
   */
  public static CurrentGraph redo(
      Consumer<Consumer<Change>> history, NetChanges batch, GraphTransaction tx) {
    KnownElementsLoader.Loaded loaded = KnownElementsLoader.load(history::accept);
    Remains remains = Remains.of(loaded, batch);
    remains.remove(tx);
    remains.forget(KnownElementsLoader.relations(history::accept, remains.unchanged()));
    CurrentGraph graph = new CurrentGraph(loaded.known());
    graph.apply(tx, batch);
    graph.connectDangling(tx);
    return graph;
  }

  /**
   * Brings the graph to the state after {@code net}. When the transaction fails afterwards, this
   * object must not be used any more.
   */
  public void apply(GraphTransaction tx, NetChanges net) {
    net.healths().forEach((id, health) -> known.setHealth(id, health.element()));
    net.relations().keySet().forEach(id -> removeEdge(tx, id));
    net.components().forEach((id, change) -> removeIfDeleted(tx, id, change));
    boolean added = false;
    for (Map.Entry<Long, Recorded<Component>> entry : net.components().entrySet()) {
      if (!entry.getValue().isDeleted()) {
        added |= store(tx, entry.getKey(), entry.getValue());
      }
    }
    net.relations()
        .forEach(
            (id, change) -> {
              if (!change.isDeleted()) {
                addEdge(tx, id, change.element());
              }
            });
    if (added) {
      connectDangling(tx);
    }
    for (Long id : net.healths().keySet()) {
      if (!net.components().containsKey(id) && !net.relations().containsKey(id)) {
        updateHealth(tx, id);
      }
    }
  }

  private void removeEdge(GraphTransaction tx, long id) {
    known.dangling.remove(id);
    if (known.edges.containsKey(id)) {
      edge(tx, id).remove();
      known.edges.remove(id);
    }
  }

  private Edge edge(GraphTransaction tx, long id) {
    long source = known.edges.get(id);
    return tx.relation(tx.known(VertexIds.component(source)), id)
        .orElseThrow(
            () -> new StackGraphException("the graph has lost the edge of relation " + id));
  }

  private void removeIfDeleted(GraphTransaction tx, long id, Recorded<Component> change) {
    if (!change.isDeleted() || !known.components.contains(id)) {
      return;
    }
    JanusGraphVertex vertex = tx.known(VertexIds.component(id));
    vertex
        .edges(Direction.BOTH, GraphSchema.RELATION)
        .forEachRemaining(edge -> leaveDangling(tx, edge));
    vertex.remove();
    known.components.removeAll(id);
  }

  /** With what an edge needs to come back. */
  private void leaveDangling(GraphTransaction tx, Edge edge) {
    long id = edge.value(GraphSchema.ELEMENT_ID);
    known.dangling.put(
        id,
        new Relation(
            id,
            edge.<String>property(GraphSchema.NAME).orElse(null),
            edge.<String>property(GraphSchema.TYPE).orElse(null),
            tx.number(edge.outVertex()),
            tx.number(edge.inVertex()),
            DependencyDirection.valueOf(edge.value(GraphSchema.DEPENDENCY_DIRECTION)),
            List.of(),
            null,
            null,
            0,
            null));
    known.edges.remove(id);
  }

  /** Returns whether the component is new. */
  private boolean store(GraphTransaction tx, long id, Recorded<Component> change) {
    Map<String, Object> properties =
        ElementProperties.of(change.element(), change.json(), known.health(id));
    if (known.components.add(id)) {
      JanusGraphVertex vertex = tx.add(VertexIds.component(id), GraphSchema.COMPONENT);
      properties.forEach((k, v) -> vertex.property(VertexProperty.Cardinality.single, k, v));
      return true;
    }
    ElementProperties.update(tx.known(VertexIds.component(id)), properties);
    return false;
  }

  private void addEdge(GraphTransaction tx, long id, Relation relation) {
    if (!known.canConnect(relation)) {
      known.dangling.put(id, relation);
      return;
    }
    JanusGraphVertex source = tx.known(VertexIds.component(relation.source()));
    JanusGraphVertex target = tx.known(VertexIds.component(relation.target()));
    Map<String, Object> properties = ElementProperties.of(relation, known.health(id));
    source.addEdge(GraphSchema.RELATION, target, ElementProperties.keyValues(properties));
    known.edges.put(id, relation.source());
  }

  private void connectDangling(GraphTransaction tx) {
    List<Relation> ready = known.dangling.values().stream().filter(known::canConnect).toList();
    for (Relation relation : ready) {
      known.dangling.remove(relation.id());
      addEdge(tx, relation.id(), relation);
    }
  }

  private void updateHealth(GraphTransaction tx, long id) {
    if (known.components.contains(id)) {
      JanusGraphVertex vertex = tx.known(VertexIds.component(id));
      setHealth(
          vertex,
          known.health(id),
          (k, v) -> vertex.property(VertexProperty.Cardinality.single, k, v));
    } else if (known.edges.containsKey(id)) {
      Edge edge = edge(tx, id);
      setHealth(edge, known.health(id), edge::property);
    }
  }

  private interface Setter {
    void set(String key, Object value);
  }

  private static void setHealth(Element element, Health health, Setter setter) {
    if (health == null) {
      for (Iterator<? extends Property<?>> stale =
              element.properties(GraphSchema.HEALTH, GraphSchema.PROPAGATED_HEALTH);
          stale.hasNext(); ) {
        stale.next().remove();
      }
      return;
    }
    Map<String, Object> properties = new HashMap<>();
    ElementProperties.putHealth(properties, health);
    properties.forEach(setter::set);
  }
}
