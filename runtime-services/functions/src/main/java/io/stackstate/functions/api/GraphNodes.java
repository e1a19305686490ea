package io.stackstate.functions.api;

import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.script.ScriptApiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Settings nodes that a traversal has found, with the steps that go on from there. Immutable. */
public final class GraphNodes implements PlainValue {
  private final List<GraphNode> nodes;

  private GraphNodes(List<GraphNode> nodes) {
    this.nodes = nodes;
  }

  /** Where traversals begin. */
  public static final class Source {
    private final ScriptHost host;

    Source(ScriptHost host) {
      this.host = host;
    }

    /** The nodes with these ids, those that there are; all without ids. */
    public GraphNodes V(Object... ids) {
      Map<String, Object> wanted = new HashMap<>();
      if (ids.length > 0) {
        wanted.put("ids", Arrays.stream(ids).map(Source::id).toList());
      }
      List<GraphNode> found = new ArrayList<>();
      for (Object node : (List<?>) host.ask(Question.NODES, wanted)) {
        found.add(new GraphNode((Map<?, ?>) node));
      }
      return new GraphNodes(found);
    }

    private static long id(Object given) {
      if (given instanceof Number number) {
        return number.longValue();
      }
      throw new ScriptApiException("V: found %s, expected the id of a node".formatted(given));
    }
  }

  /** Those of one of these types. */
  public GraphNodes hasLabel(String... types) {
    return filter(node -> List.of(types).contains(node.label()));
  }

  /** Those that have a property. */
  public GraphNodes has(String property) {
    return filter(node -> node.property(property).isPresent());
  }

  /** Those whose property has this value. */
  public GraphNodes has(String property, Object value) {
    return filter(node -> Objects.equals(text(node.property(property).orElse(null)), text(value)));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private GraphNodes filter(Predicate<GraphNode> wanted) {
    return new GraphNodes(nodes.stream().filter(wanted).toList());
  }

  /** The first ones. */
  public GraphNodes limit(long most) {
    return new GraphNodes(nodes.stream().limit(Math.max(most, 0)).toList());
  }

  /** It does what the graph does anyway. */
  public GraphNodes forceLoadBarrier() {
    return this;
  }

  /** The values of a property, of the nodes that have it. */
  public List<Object> values(String property) {
    List<Object> values = new ArrayList<>();
    has(property).nodes.forEach(node -> values.add(node.property(property).value()));
    return values;
  }

  public List<Object> id() {
    return new ArrayList<>(nodes.stream().map(GraphNode::id).toList());
  }

  public List<Object> label() {
    return new ArrayList<>(nodes.stream().map(GraphNode::label).toList());
  }

  public long count() {
    return nodes.size();
  }

  public boolean hasNext() {
    return !nodes.isEmpty();
  }

  /** The first one; fails when there is none. */
  public GraphNode next() {
    if (nodes.isEmpty()) {
      throw new ScriptApiException("Graph: found no node, expected one");
    }
    return nodes.get(0);
  }

  public List<GraphNode> toList() {
    return new ArrayList<>(nodes);
  }

  /** {@code nodes[index]}; null when there are fewer. */
  public GraphNode getAt(int index) {
    return index >= 0 && index < nodes.size() ? nodes.get(index) : null;
  }

  @Override
  public Object toPlain() {
    return toList();
  }
}
