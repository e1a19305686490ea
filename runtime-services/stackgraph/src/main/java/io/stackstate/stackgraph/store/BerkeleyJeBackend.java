package io.stackstate.stackgraph.store;

import io.stackstate.stackgraph.StackGraphException;
import java.nio.file.Path;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.TransactionBuilder;

/** BerkeleyDB JE in one directory with one owner. */
final class BerkeleyJeBackend implements Backend {
  private final OwnerLock owner;
  private final JanusGraph graph;

  private BerkeleyJeBackend(OwnerLock owner, JanusGraph graph) {
    this.owner = owner;
    this.graph = graph;
  }

  static Backend open(StoreConfig.BerkeleyJe config, Path directory) {
    OwnerLock owner = OwnerLock.take(directory);
    try {
      return new BerkeleyJeBackend(owner, openGraph(config, directory.resolve("data")));
    } catch (RuntimeException | LinkageError e) {
      owner.close();
      throw new StackGraphException(
          "graph directory " + directory + " cannot be opened: " + Causes.line(e), e);
    }
  }

  private static JanusGraph openGraph(StoreConfig.BerkeleyJe config, Path data) {
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

  @Override
  public JanusGraph graph() {
    return graph;
  }

  @Override
  public boolean isAtomic() {
    return true;
  }

  @Override
  public void requireReadable() {
    // On this machine, and open: it answers.
  }

  @Override
  public TransactionBuilder writing() {
    return withoutLocks(graph.buildTransaction());
  }

  @Override
  public TransactionBuilder reading() {
    return withoutLocks(graph.buildTransaction().readOnly());
  }

  private static TransactionBuilder withoutLocks(TransactionBuilder builder) {
    return builder.customOption("storage.berkeleyje.isolation-level", "READ_UNCOMMITTED");
  }

  @Override
  public void close() {
    try {
      graph.close();
    } finally {
      owner.close();
    }
  }
}
