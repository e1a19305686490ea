package io.stackstate.stackgraph.gremlin;

import io.stackstate.stackgraph.store.GraphSchema;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tinkerpop.gremlin.process.traversal.Path;
import org.apache.tinkerpop.gremlin.process.traversal.step.util.MutablePath;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.apache.tinkerpop.gremlin.structure.util.detached.DetachedEdge;
import org.apache.tinkerpop.gremlin.structure.util.detached.DetachedProperty;
import org.apache.tinkerpop.gremlin.structure.util.detached.DetachedVertex;
import org.apache.tinkerpop.gremlin.structure.util.detached.DetachedVertexProperty;

/**
 * Turns what a traversal found into values that GraphSON has words for, whoever reads it: lists
 * instead of arrays, text instead of JanusGraph's ids of edges and properties. Elements come with
 * their properties, except the record of the change log, which says the same once more.
 */
final class Results {
  private static final int MAX_VALUES = 1_000_000;

  private int values;

  /**
   * For all results of one traversal, by one thread.
   *
   * @throws Watch.StopException when they hold too many values, each counted as often as it stands
   *     somewhere
   */
  Object plain(Object value) {
    if (++values > MAX_VALUES) {
      throw new Watch.StopException(
          GremlinException.Reason.TOO_LARGE, "the answer has more than " + MAX_VALUES + " values");
    }
    if (value instanceof Vertex vertex) {
      return vertex(vertex, true);
    } else if (value instanceof Edge edge) {
      return edge(edge);
    } else if (value instanceof VertexProperty<?> property) {
      return property(property);
    } else if (value instanceof Property<?> property) {
      return new DetachedProperty<>(property.key(), plain(property.value()));
    } else if (value instanceof Path path) {
      return path(path);
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((k, v) -> plain.put(plain(k), plain(v)));
      return plain;
    } else if (value instanceof Map.Entry<?, ?> entry) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      plain.put(plain(entry.getKey()), plain(entry.getValue()));
      return plain;
    } else if (value instanceof Collection<?> items) {
      return collection(items);
    } else if (value != null && value.getClass().isArray()) {
      return array(value);
    }
    boolean known = value == null || value.getClass().getName().startsWith("java.");
    return known || value instanceof Enum<?> ? value : value.toString();
  }

  private Object collection(Collection<?> items) {
    Collection<Object> plain =
        items instanceof Set<?> ? new LinkedHashSet<>() : new ArrayList<>(items.size());
    items.forEach(item -> plain.add(plain(item)));
    return plain;
  }

  private Object array(Object array) {
    if (array instanceof byte[] bytes) {
      return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
    List<Object> plain = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      plain.add(plain(Array.get(array, i)));
    }
    return plain;
  }

  private Object path(Path path) {
    Path plain = MutablePath.make();
    for (int i = 0; i < path.size(); i++) {
      plain = plain.extend(plain(path.get(i)), path.labels().get(i));
    }
    return plain;
  }

  private DetachedVertex vertex(Vertex vertex, boolean withProperties) {
    DetachedVertex.Builder plain =
        DetachedVertex.build().setId(vertex.id()).setLabel(vertex.label());
    if (withProperties) {
      vertex
          .properties()
          .forEachRemaining(
              property -> {
                if (!property.key().equals(GraphSchema.RECORD)) {
                  plain.addProperty(property(property));
                }
              });
    }
    return plain.create();
  }

  private DetachedVertexProperty<?> property(VertexProperty<?> property) {
    return DetachedVertexProperty.build()
        .setId(property.id().toString())
        .setLabel(property.label())
        .setValue(plain(property.value()))
        .create();
  }

  private DetachedEdge edge(Edge edge) {
    DetachedEdge.Builder plain =
        DetachedEdge.build()
            .setId(edge.id().toString())
            .setLabel(edge.label())
            .setOutV(vertex(edge.outVertex(), false))
            .setInV(vertex(edge.inVertex(), false));
    edge.properties()
        .forEachRemaining(
            property -> {
              if (!property.key().equals(GraphSchema.RECORD)) {
                plain.addProperty(new DetachedProperty<>(property.key(), plain(property.value())));
              }
            });
    return plain.create();
  }
}
