package io.stackstate.stackgraph.current;

import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.VerificationReport;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.apache.tinkerpop.gremlin.structure.Vertex;

/**
 * Compares the vertices and edges with what the history says the present is. Holds all records in
 * memory: a check for operators and tests, not for every day.
 */
public final class Verification {
  private static final int MAX_LINES = 100;

  private final Map<Long, byte[]> components = new HashMap<>();
  private final Map<Long, byte[]> relations = new HashMap<>();
  private final Map<Long, Health> healths = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final Repair repair = new Repair();
  private long count;

  private Verification() {}

  /**
   * @param tx in which nothing was written; one that can write, if {@code repairs}
   * @param history visits the records of the history in order
   */
  public static VerificationReport run(
      GraphTransaction tx, Consumer<Consumer<Change>> history, boolean repairs) {
    Verification verification = new Verification();
    history.accept(verification::fold);
    verification.compare(tx);
    if (repairs) {
      verification.repair.run(tx);
    }
    return new VerificationReport(
        verification.lines, verification.count, repairs && verification.count > 0);
  }

  private void fold(Change change) {
    long id = change.key().id();
    switch (change.key().aspect()) {
      case COMPONENT -> put(components, id, change.value());
      case RELATION -> put(relations, id, change.value());
      case HEALTH ->
          put(healths, id, change.isDelete() ? null : read(change.value(), Health.class));
      case PROBLEM -> {
        // Problems are not in the current graph.
      }
    }
  }

  private static <T> void put(Map<Long, T> map, long id, T value) {
    if (value == null) {
      map.remove(id);
    } else {
      map.put(id, value);
    }
  }

  private void compare(GraphTransaction tx) {
    Map<Long, byte[]> missing = new HashMap<>(components);
    Map<Long, byte[]> missingRelations = connected();
    tx.traversal()
        .V()
        .hasLabel(GraphSchema.COMPONENT)
        .forEachRemaining(
            vertex -> {
              check(vertex, missing);
              vertex
                  .edges(Direction.OUT, GraphSchema.RELATION)
                  .forEachRemaining(edge -> check(edge, missingRelations));
            });
    missing.forEach(
        (id, json) -> {
          report("component " + id + " has no vertex");
          repair.store(id, properties(id, json));
        });
    missingRelations.forEach(
        (id, json) -> {
          report("relation " + id + " has no edge");
          link(id, json);
        });
  }

  /** The relations whose components both exist: those that must have an edge. */
  private Map<Long, byte[]> connected() {
    Map<Long, byte[]> connected = new HashMap<>();
    relations.forEach(
        (id, json) -> {
          Relation relation = read(json, Relation.class);
          if (components.containsKey(relation.source())
              && components.containsKey(relation.target())) {
            connected.put(id, json);
          }
        });
    return connected;
  }

  private void check(Vertex vertex, Map<Long, byte[]> missing) {
    long id = vertex.<Long>value(GraphSchema.ELEMENT_ID);
    byte[] json = missing.remove(id);
    if (json == null) {
      report("vertex of component " + id + " is not in the history, or there twice");
      repair.remove(vertex);
    } else if (differs("component " + id, vertex, properties(id, json))) {
      repair.store(id, properties(id, json));
    }
  }

  private void check(Edge edge, Map<Long, byte[]> missing) {
    long id = edge.<Long>value(GraphSchema.ELEMENT_ID);
    byte[] json = missing.remove(id);
    if (json == null) {
      report("edge of relation " + id + " is not in the history, or there twice");
      repair.remove(edge);
      return;
    }
    Relation relation = read(json, Relation.class);
    boolean differs =
        differs("relation " + id, edge, ElementProperties.of(relation, healths.get(id)));
    long source = edge.outVertex().<Long>value(GraphSchema.ELEMENT_ID);
    long target = edge.inVertex().<Long>value(GraphSchema.ELEMENT_ID);
    if (source != relation.source() || target != relation.target()) {
      report("relation " + id + " joins " + source + " and " + target);
      differs = true;
    }
    if (differs) {
      repair.remove(edge);
      link(id, json);
    }
  }

  private void link(long id, byte[] json) {
    Relation relation = read(json, Relation.class);
    repair.link(
        relation.source(), relation.target(), ElementProperties.of(relation, healths.get(id)));
  }

  private Map<String, Object> properties(long id, byte[] json) {
    return ElementProperties.of(read(json, Component.class), json, healths.get(id));
  }

  private boolean differs(String what, Element element, Map<String, Object> expected) {
    long before = count;
    Map<String, Object> actual = new HashMap<>();
    element.properties().forEachRemaining(p -> actual.put(p.key(), p.value()));
    for (Map.Entry<String, Object> property : expected.entrySet()) {
      if (!Objects.deepEquals(actual.remove(property.getKey()), property.getValue())) {
        report(what + " differs in " + property.getKey());
      }
    }
    if (element instanceof Edge) {
      // Layout 2 stored it.
      actual.remove(GraphSchema.RECORD);
    }
    actual.keySet().forEach(key -> report(what + " should not have " + key));
    return count > before;
  }

  private void report(String difference) {
    count++;
    if (lines.size() < MAX_LINES) {
      lines.add(difference);
    }
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new StackGraphException("the history holds a record that cannot be read", e);
    }
  }
}
