package io.stackstate.stackgraph.store;

import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.StoreUnavailableException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphException;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.graphdb.database.StandardJanusGraph;
import org.janusgraph.graphdb.idmanagement.IDManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JanusGraph on the store that configuration names, with one owner. Writers take turns, and readers
 * take no locks of the store, so no transaction ever waits for, or is aborted by, another one. A
 * commit is stored when {@link #write} returns; whether whole or not at all says {@link #isAtomic}.
 * Thread-safe.
 */
public final class GraphDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphDatabase.class);

  private final Backend backend;
  private final IDManager ids;
  private final ReentrantLock writer = new ReentrantLock();

  private GraphDatabase(Backend backend) {
    this.backend = backend;
    this.ids = ((StandardJanusGraph) backend.graph()).getIDManager();
  }

  /**
   * @param directory of this process: where BerkeleyDB JE has its data, and what tells the owners
   *     of a store on other machines apart
   * @throws StackGraphException with one line when the store cannot be used
   */
  public static GraphDatabase open(StoreConfig config, Path directory) {
    Backend backend =
        config instanceof StoreConfig.Cql cql
            ? CqlBackend.open(cql, directory)
            : BerkeleyJeBackend.open((StoreConfig.BerkeleyJe) config, directory);
    try {
      removeShutdownHook(backend.graph());
      GraphSchema.ensure(backend.graph());
      return new GraphDatabase(backend);
    } catch (RuntimeException | LinkageError e) {
      backend.close();
      throw new StackGraphException("the graph cannot be opened: " + Causes.line(e), e);
    }
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
   * Whether a transaction is stored whole or not at all. Otherwise, only what it writes to one
   * vertex is, and whoever writes more must be able to do it again after a crash.
   */
  public boolean isAtomic() {
    return backend.isAtomic();
  }

  /**
   * @throws StoreUnavailableException when the store is known not to answer
   */
  public void requireReadable() {
    backend.requireReadable();
  }

  /**
   * Runs {@code body} in one transaction; any exception undoes it, if the store {@link #isAtomic}.
   *
   * @throws StoreUnavailableException when the store does not answer; what was written is unknown
   * @throws StackGraphException when the store failed
   */
  public <T> T write(Function<GraphTransaction, T> body) {
    return exclusively(() -> transact(body));
  }

  /**
   * Writes in one transaction where that is stored whole or not at all, and otherwise each step in
   * one of its own, in this order: the next begins when the one before is stored.
   */
  public void writeInOrder(List<Consumer<GraphTransaction>> steps) {
    if (isAtomic()) {
      write(tx -> doAll(steps, tx));
      return;
    }
    exclusively(
        () -> {
          steps.forEach(step -> transact(tx -> doAll(List.of(step), tx)));
          return steps;
        });
  }

  private static int doAll(List<Consumer<GraphTransaction>> steps, GraphTransaction tx) {
    steps.forEach(step -> step.accept(tx));
    return steps.size();
  }

  /** Runs {@code body}, which may write, while no other thread writes. */
  public <T> T exclusively(Supplier<T> body) {
    writer.lock();
    try {
      return body.get();
    } finally {
      writer.unlock();
    }
  }

  private <T> T transact(Function<GraphTransaction, T> body) {
    try {
      JanusGraphTransaction transaction =
          backend
              .writing()
              .checkExternalVertexExistence(false)
              .checkInternalVertexExistence(false)
              .start();
      try {
        T result = body.apply(new GraphTransaction(transaction, ids));
        transaction.commit();
        return result;
      } finally {
        if (transaction.isOpen()) {
          transaction.rollback();
        }
      }
    } catch (JanusGraphException e) {
      throw failure("the graph cannot be written: ", e);
    }
  }

  /**
   * Runs {@code body} on what is stored, without locks: it must only look at what no writer is
   * changing.
   *
   * @throws StoreUnavailableException when the store does not answer
   */
  public <T> T read(Function<GraphTransaction, T> body) {
    try {
      JanusGraphTransaction transaction =
          backend.reading().checkExternalVertexExistence(false).start();
      try {
        return body.apply(new GraphTransaction(transaction, ids));
      } finally {
        transaction.rollback();
      }
    } catch (JanusGraphException e) {
      throw failure("the graph cannot be read: ", e);
    }
  }

  private static StackGraphException failure(String what, JanusGraphException e) {
    String message = what + Causes.ofConnection(e);
    return Causes.isTemporary(e)
        ? new StoreUnavailableException(message, e)
        : new StackGraphException(message, e);
  }

  /** Keeps writers out while {@code body} runs. */
  public <T> T withoutWriters(Function<GraphTransaction, T> body) {
    return exclusively(() -> read(body));
  }

  @Override
  public void close() {
    writer.lock();
    try {
      backend.close();
    } finally {
      writer.unlock();
    }
  }
}
