package io.stackstate.stackgraph.store;

import io.stackstate.stackgraph.StackGraphException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphException;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.graphdb.database.StandardJanusGraph;
import org.janusgraph.graphdb.idmanagement.IDManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JanusGraph on BerkeleyDB JE in one directory with one owner. Writers take turns, and readers take
 * no locks of the store, so no transaction ever waits for, or is aborted by, another one. A commit
 * is on disk when {@link #write} returns. Thread-safe.
 */
public final class GraphDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphDatabase.class);

  private final OwnerLock owner;
  private final JanusGraph graph;
  private final IDManager ids;
  private final ReentrantLock writer = new ReentrantLock();

  private GraphDatabase(OwnerLock owner, JanusGraph graph) {
    this.owner = owner;
    this.graph = graph;
    this.ids = ((StandardJanusGraph) graph).getIDManager();
  }

  /**
   * @throws StackGraphException with one line when the directory cannot be used
   */
  public static GraphDatabase open(StoreConfig config, Path directory) {
    OwnerLock owner = OwnerLock.take(directory);
    JanusGraph graph = null;
    try {
      graph = openGraph(config, directory.resolve("data"));
      removeShutdownHook(graph);
      GraphSchema.ensure(graph);
      return new GraphDatabase(owner, graph);
    } catch (RuntimeException | LinkageError e) {
      if (graph != null) {
        graph.close();
      }
      owner.close();
      throw new StackGraphException(
          "graph directory " + directory + " cannot be opened: " + rootMessage(e), e);
    }
  }

  private static JanusGraph openGraph(StoreConfig config, Path data) {
    return JanusGraphFactory.build()
        .set("storage.backend", "berkeleyje")
        .set("storage.directory", data.toString())
        .set("storage.berkeleyje.cache-percentage", config.cachePercentage())
        .set("storage.berkeleyje.shared-cache", false)
        .set("storage.berkeleyje.ext.je-freeDisk", Long.toString(config.freeDiskBytes()))
        .set("storage.berkeleyje.ext.je-log-fileMax", Integer.toString(64 << 20))
        .set("graph.set-vertex-id", true)
        .set("graph.unique-instance-id", "stackgraph")
        // A killed process leaves its registration behind; the owner lock already says that it is
        // gone.
        .set("graph.replace-instance-if-exists", true)
        .set("cluster.max-partitions", 2)
        .set("ids.num-partitions", 1)
        .set("ids.block-size", 1_000_000)
        .set("ids.authority.wait-time", 1)
        .set("schema.default", "none")
        .set("query.force-index", false)
        .open();
  }

  /**
   * JanusGraph closes itself when the process is told to end, at the same time as we finish what is
   * being written. Who opened the graph closes it.
   */
  private static void removeShutdownHook(JanusGraph graph) {
    try {
      Method remove = StandardJanusGraph.class.getDeclaredMethod("removeHook");
      remove.setAccessible(true);
      remove.invoke(graph);
    } catch (ReflectiveOperationException e) {
      LOG.debug("JanusGraph keeps its shutdown hook; what is written last may be undone", e);
    }
  }

  /**
   * Runs {@code body} in one transaction; any exception undoes it.
   *
   * @throws StackGraphException when the store failed
   */
  public <T> T write(Function<GraphTransaction, T> body) {
    return write(body, ignored -> {});
  }

  /**
   * Runs {@code body} in one transaction, and then {@code committed} with its result before the
   * next writer may begin.
   */
  public <T> T write(Function<GraphTransaction, T> body, Consumer<T> committed) {
    writer.lock();
    try {
      JanusGraphTransaction transaction =
          graph
              .buildTransaction()
              .checkExternalVertexExistence(false)
              .checkInternalVertexExistence(false)
              .customOption("storage.berkeleyje.isolation-level", "READ_UNCOMMITTED")
              .start();
      T result;
      try {
        result = body.apply(new GraphTransaction(transaction, ids));
        transaction.commit();
      } finally {
        if (transaction.isOpen()) {
          transaction.rollback();
        }
      }
      committed.accept(result);
      return result;
    } catch (JanusGraphException e) {
      throw new StackGraphException("the graph cannot be written: " + rootMessage(e), e);
    } finally {
      writer.unlock();
    }
  }

  /**
   * Runs {@code body} on what is stored, without locks: it must only look at what no writer is
   * changing.
   */
  public <T> T read(Function<GraphTransaction, T> body) {
    JanusGraphTransaction transaction =
        graph
            .buildTransaction()
            .readOnly()
            .customOption("storage.berkeleyje.isolation-level", "READ_UNCOMMITTED")
            .start();
    try {
      return body.apply(new GraphTransaction(transaction, ids));
    } catch (JanusGraphException e) {
      throw new StackGraphException("the graph cannot be read: " + rootMessage(e), e);
    } finally {
      transaction.rollback();
    }
  }

  /** Keeps writers out while {@code body} runs. */
  public <T> T withoutWriters(Function<GraphTransaction, T> body) {
    writer.lock();
    try {
      return read(body);
    } finally {
      writer.unlock();
    }
  }

  @Override
  public void close() {
    writer.lock();
    try {
      graph.close();
    } finally {
      owner.close();
      writer.unlock();
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse(root.toString()).strip();
  }
}
