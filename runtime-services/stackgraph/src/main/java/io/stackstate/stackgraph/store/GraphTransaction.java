package io.stackstate.stackgraph.store;

import java.util.ArrayList;
import java.util.List;
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

  /**
   * The vertices that have this value of an indexed property. What a crash left in the index of
   * what a vertex had before is not believed.
   */
  public List<JanusGraphVertex> indexed(String property, String value) {
    List<JanusGraphVertex> vertices = new ArrayList<>();
    for (JanusGraphVertex vertex : transaction.query().has(property, value).vertices()) {
      if (value.equals(vertex.<String>property(property).orElse(null))) {
        vertices.add(vertex);
      }
    }
    return vertices;
  }

  /** The edge of a relation, found among those of its source by its sort key. */
  public Optional<Edge> relation(JanusGraphVertex source, long elementId) {
    return relations(source, Direction.OUT, elementId).stream().findFirst();
  }

  /** The edges with this element id at one end, of which a crash may have left several. */
  public List<Edge> relations(JanusGraphVertex end, Direction direction, long elementId) {
    List<Edge> edges = new ArrayList<>();
    end.query()
        .direction(direction)
        .labels(GraphSchema.RELATION)
        .has(GraphSchema.ELEMENT_ID, elementId)
        .edges()
        .forEach(edges::add);
    return edges;
  }

  /** The number from which the id of a vertex derives; of a component, its element id. */
  public long number(Vertex vertex) {
    return ids.fromVertexId((long) vertex.id());
  }

  /** Stores a blob as the data of a vertex, which is made when it does not exist. */
  public void putData(long id, String label, byte[] data) {
    find(id)
        .orElseGet(() -> add(id, label))
        .property(VertexProperty.Cardinality.single, GraphSchema.DATA, data);
  }

  /** The blob of a vertex. */
  public Optional<byte[]> data(long id) {
    JanusGraphVertex vertex = transaction.getVertex(ids.toVertexId(id));
    return vertex == null
        ? Optional.empty()
        : Optional.ofNullable(vertex.<byte[]>property(GraphSchema.DATA).orElse(null));
  }
}
