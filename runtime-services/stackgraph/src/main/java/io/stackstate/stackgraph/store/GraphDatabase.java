package io.stackstate.stackgraph.store;

import io.stackstate.stackgraph.StackGraphException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.graphdb.database.StandardJanusGraph;
import org.janusgraph.graphdb.idmanagement.IDManager;

/**
 * JanusGraph on BerkeleyDB JE in one directory with one owner. Writers take turns, and readers take
 * no locks of the store, so no transaction ever waits for, or is aborted by, another one. A commit
 * is on disk when {@link #write} returns. Thread-safe.
 */
public final class GraphDatabase implements AutoCloseable {
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

  /** Runs {@code body} in one transaction; any exception undoes it. */
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
