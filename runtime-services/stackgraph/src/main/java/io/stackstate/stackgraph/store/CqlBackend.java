package io.stackstate.stackgraph.store;

import com.datastax.oss.driver.api.core.CqlSession;
import io.stackstate.stackgraph.StackGraphException;
import java.nio.file.Path;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.TransactionBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A keyspace of Cassandra with one owner. What a transaction writes to one vertex is stored whole
 * or not at all, as long as it is fewer properties than {@link #BATCH_STATEMENTS}; the transaction
 * as a whole is not.
 */
final class CqlBackend implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(CqlBackend.class);
  private static final int BATCH_STATEMENTS = 40;

  private final OwnerLock lock;
  private final CqlSession session;
  private final Lease lease;
  private final JanusGraph graph;

  private CqlBackend(OwnerLock lock, CqlSession session, Lease lease, JanusGraph graph) {
    this.lock = lock;
    this.session = session;
    this.lease = lease;
    this.graph = graph;
  }

  /**
   * @param directory says who we are: a process that is killed and started again with the same one
   *     need not wait for its own lease
   */
  static Backend open(StoreConfig.Cql config, Path directory) {
    OwnerLock lock = OwnerLock.take(directory);
    CqlSession session = null;
    Lease lease = null;
    try {
      session = CqlConnection.open(config);
      CqlConnection.ensureKeyspace(session, config);
      lease = Lease.take(session, config, lock.identity());
      return new CqlBackend(lock, session, lease, openGraph(config));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(lock, session, lease);
      throw new StackGraphException("interrupted while the graph was opened", e);
    } catch (StackGraphException e) {
      close(lock, session, lease);
      throw e;
    } catch (RuntimeException | LinkageError e) {
      close(lock, session, lease);
      throw new StackGraphException(
          "keyspace "
              + config.keyspace()
              + " at "
              + config.address()
              + " cannot be opened: "
              + Causes.ofConnection(e),
          e);
    }
  }

  private static JanusGraph openGraph(StoreConfig.Cql config) {
    JanusGraphFactory.Builder options =
        JanusGraphFactory.build()
            .set("storage.backend", "cql")
            .set("storage.hostname", config.hosts().toArray(new String[0]))
            .set("storage.port", config.port())
            .set("storage.cql.keyspace", config.keyspace())
            .set("storage.cql.local-datacenter", config.localDatacenter())
            .set("storage.cql.read-consistency-level", config.readConsistency())
            .set("storage.cql.write-consistency-level", config.writeConsistency())
            .set(
                "storage.cql.only-use-local-consistency-for-system-operations",
                config.writeConsistency().startsWith("LOCAL_"))
            .set("storage.cql.session-name", "stackgraph")
            .set("storage.cql.batch-statement-size", BATCH_STATEMENTS)
            // All that is tried ends before somebody else may take the lease.
            .set(
                "storage.cql.request-timeout",
                Math.min(5_000, Math.max(2_000, config.lease().toMillis() / 5)))
            .set("storage.write-time", config.lease().dividedBy(5))
            .set("storage.read-time", config.lease().dividedBy(5))
            .set("storage.buffer-size", 5_120)
            .set("graph.set-vertex-id", true)
            .set("graph.unique-instance-id", "stackgraph")
            // The lease already says that whoever registered before is gone.
            .set("graph.replace-instance-if-exists", true)
            .set("cluster.max-partitions", 2)
            .set("ids.num-partitions", 1)
            .set("ids.block-size", 1_000_000)
            // Nobody else claims ids; it need only be longer than a write takes.
            .set("ids.authority.wait-time", 200)
            .set("schema.default", "none")
            .set("query.force-index", false);
    if (config.credentials().isPresent()) {
      options
          .set("storage.username", config.credentials().username())
          .set("storage.password", config.credentials().password());
    }
    StoreConfig.Tls tls = config.tls();
    if (tls.enabled()) {
      options
          .set("storage.cql.ssl.enabled", true)
          .set("storage.cql.ssl.hostname_validation", tls.hostnameValidation())
          .set("storage.cql.ssl.truststore.location", tls.truststore())
          .set("storage.cql.ssl.truststore.password", tls.truststorePassword());
      if (!tls.keystore().isEmpty()) {
        options
            .set("storage.cql.ssl.client-authentication-enabled", true)
            .set("storage.cql.ssl.keystore.location", tls.keystore())
            .set("storage.cql.ssl.keystore.storepassword", tls.keystorePassword());
      }
    }
    return options.open();
  }

  @Override
  public JanusGraph graph() {
    return graph;
  }

  @Override
  public boolean isAtomic() {
    return false;
  }

  @Override
  public void requireReadable() {
    lease.requireReadable();
  }

  @Override
  public TransactionBuilder writing() {
    return graph.buildTransaction().enableBatchLoading().commitTime(lease.requireWritable());
  }

  @Override
  public TransactionBuilder reading() {
    lease.requireReadable();
    return graph.buildTransaction().readOnly();
  }

  @Override
  public void close() {
    try {
      graph.close();
    } catch (RuntimeException e) {
      // It could not say that it is gone, which the next owner does not ask.
      LOG.warn("The graph was closed without its store: {}", Causes.ofConnection(e));
    } finally {
      close(lock, session, lease);
    }
  }

  private static void close(OwnerLock lock, CqlSession session, Lease lease) {
    try (lock;
        session;
        lease) {
      // In the reverse order, each whatever happens to the others.
      return;
    }
  }
}
