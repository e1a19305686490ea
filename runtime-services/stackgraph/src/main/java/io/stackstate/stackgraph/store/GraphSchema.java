package io.stackstate.stackgraph.store;

import java.util.function.Function;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.Cardinality;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphException;
import org.janusgraph.core.PropertyKey;
import org.janusgraph.core.schema.JanusGraphManagement;
import org.janusgraph.diskstorage.locking.TemporaryLockingException;
import org.janusgraph.graphdb.types.StandardEdgeLabelMaker;

/**
 * The labels and properties of the graph.
 *
 * <p>Components and relations have no index: their vertex ids derive from the element ids, an edge
 * is found by its sort key, and queries are answered from topology snapshots. Each index would cost
 * every insertion about a fifth of its speed. Lists are arrays, one column each, instead of a
 * column and an existence check per value.
 */
public final class GraphSchema {
  /**
   * The version of the layout that this program writes; it reads the older ones. 2 added the
   * indexes of history. 3 keeps the newest slice in the root, and the record of a relation in the
   * history only; edges that 2 made keep theirs until they change.
   */
  public static final int VERSION = 3;

  public static final String COMPONENT = "component";
  public static final String RELATION = "relation";
  public static final String SETTING = "setting";
  public static final String HISTORY = "history";
  public static final String ROOT = "root";

  public static final String ELEMENT_ID = "elementId";
  public static final String NAME = "name";
  public static final String TYPE = "type";
  public static final String LAYER = "layer";
  public static final String DOMAIN = "domain";
  public static final String ENVIRONMENTS = "environments";
  public static final String LABELS = "labels";
  public static final String IDENTIFIERS = "identifiers";
  public static final String DEPENDENCY_DIRECTION = "dependencyDirection";
  public static final String HEALTH = "health";
  public static final String PROPAGATED_HEALTH = "propagatedHealth";

  /** The record of the change log, JSON in UTF-8. */
  public static final String RECORD = "record";

  public static final String NODE_ID = "nodeId";
  public static final String NODE_TYPE = "nodeType";
  public static final String IDENTIFIER = "identifier";
  public static final String JSON = "json";
  public static final String LAST_UPDATE = "lastUpdate";

  /** A piece of history, or what the catalogue says about it. */
  public static final String DATA = "data";

  private static final int MOST_ATTEMPTS = 20;

  private GraphSchema() {}

  /**
   * Makes what is missing of the schema, the root's label last: where that is, the rest is, too.
   */
  static void ensure(JanusGraph graph) {
    if (!in(graph, management -> management.containsVertexLabel(ROOT))) {
      in(graph, GraphSchema::create);
      in(graph, management -> management.makeVertexLabel(ROOT).make());
    }
  }

  /**
   * Does it in a transaction. On a busy machine a lock may take longer to be written than
   * JanusGraph has patience, and then nothing of the transaction is there, so it is done again.
   */
  private static <T> T in(JanusGraph graph, Function<JanusGraphManagement, T> body) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(graph, body);
      } catch (JanusGraphException e) {
        if (attempt == MOST_ATTEMPTS || !e.isCausedBy(TemporaryLockingException.class)) {
          throw e;
        }
      }
    }
  }

  private static <T> T once(JanusGraph graph, Function<JanusGraphManagement, T> body) {
    JanusGraphManagement management = graph.openManagement();
    try {
      T result = body.apply(management);
      management.commit();
      return result;
    } catch (RuntimeException e) {
      try {
        management.rollback();
      } catch (RuntimeException ended) {
        // A commit that fails has ended the transaction, which rollback does not like.
        e.addSuppressed(ended);
      }
      throw e;
    }
  }

  private static int create(JanusGraphManagement management) {
    for (String label : new String[] {COMPONENT, SETTING, HISTORY}) {
      if (!management.containsVertexLabel(label)) {
        management.makeVertexLabel(label).make();
      }
    }
    PropertyKey elementId = key(management, ELEMENT_ID, Long.class);
    if (!management.containsEdgeLabel(RELATION)) {
      // The public interface of the maker does not offer what finds an edge without an index.
      ((StandardEdgeLabelMaker) management.makeEdgeLabel(RELATION)).sortKey(elementId).make();
    }
    for (String name :
        new String[] {NAME, TYPE, LAYER, DOMAIN, DEPENDENCY_DIRECTION, HEALTH, PROPAGATED_HEALTH}) {
      key(management, name, String.class);
    }
    for (String name : new String[] {ENVIRONMENTS, LABELS, IDENTIFIERS}) {
      key(management, name, String[].class);
    }
    key(management, RECORD, byte[].class);
    key(management, DATA, byte[].class);
    key(management, NODE_ID, Long.class);
    key(management, LAST_UPDATE, Long.class);
    key(management, JSON, String.class);
    for (String indexed : new String[] {NODE_TYPE, IDENTIFIER}) {
      PropertyKey key = key(management, indexed, String.class);
      if (!management.containsGraphIndex("by_" + indexed)) {
        management.buildIndex("by_" + indexed, Vertex.class).addKey(key).buildCompositeIndex();
      }
    }
    return VERSION;
  }

  private static PropertyKey key(JanusGraphManagement management, String name, Class<?> type) {
    return management.containsPropertyKey(name)
        ? management.getPropertyKey(name)
        : management.makePropertyKey(name).dataType(type).cardinality(Cardinality.SINGLE).make();
  }
}
