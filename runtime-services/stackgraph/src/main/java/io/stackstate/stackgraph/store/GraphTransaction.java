package io.stackstate.stackgraph.store;

import java.util.Iterator;
import java.util.Optional;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;
import org.janusgraph.graphdb.idmanagement.IDManager;

/** One transaction of the graph; for one thread. Ids are those of {@link VertexIds}. */
public final class GraphTransaction {
  private final JanusGraphTransaction transaction;
  private final IDManager ids;

  GraphTransaction(JanusGraphTransaction transaction, IDManager ids) {
    this.transaction = transaction;
    this.ids = ids;
  }

  /** Adds a vertex that does not exist. */
  public JanusGraphVertex add(long id, String label) {
    return transaction.addVertex(ids.toVertexId(id), transaction.getVertexLabel(label));
  }

  /** A vertex that is known to exist; costs nothing until it is read. */
  public JanusGraphVertex known(long id) {
    return transaction.getVertex(ids.toVertexId(id));
  }

  public Optional<JanusGraphVertex> find(long id) {
    JanusGraphVertex vertex = transaction.getVertex(ids.toVertexId(id));
    return vertex != null
            && vertex
                .properties(GraphSchema.DATA, GraphSchema.ELEMENT_ID, GraphSchema.NODE_ID)
                .hasNext()
        ? Optional.of(vertex)
        : Optional.empty();
  }

  /** Whether a vertex is that of a component: its id tells, nothing is read. */
  public boolean isComponent(Vertex vertex) {
    return vertex.id() instanceof Long id
        && ids.isUserVertexId(id)
        && VertexIds.isComponent(ids.fromVertexId(id));
  }

  /** Gremlin; what it asks of components and relations is answered by a scan of the store. */
  public GraphTraversalSource traversal() {
    return transaction.traversal();
  }

  /** The vertices that have this value of an indexed property. */
  public Iterable<JanusGraphVertex> indexed(String property, String value) {
    return transaction.query().has(property, value).vertices();
  }

  /** The edge of a relation, found among those of its source by its sort key. */
  public Optional<Edge> relation(JanusGraphVertex source, long elementId) {
    Iterator<? extends Edge> edges =
        source
            .query()
            .direction(Direction.OUT)
            .labels(GraphSchema.RELATION)
            .has(GraphSchema.ELEMENT_ID, elementId)
            .edges()
            .iterator();
    return edges.hasNext() ? Optional.of(edges.next()) : Optional.empty();
  }

  /** Stores a blob as the data of a vertex, which is made when it does not exist. */
  public void putData(long id, String label, byte[] data) {
    find(id)
        .orElseGet(() -> add(id, label))
        .property(VertexProperty.Cardinality.single, GraphSchema.DATA, data);
  }

  /** The blob of a vertex. */
  public Optional<byte[]> data(long id) {
    return find(id).map(v -> v.<byte[]>value(GraphSchema.DATA));
  }
}
