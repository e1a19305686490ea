package io.stackstate.stackgraph.store;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.auth.PlainTextAuthProvider;
import com.datastax.oss.driver.internal.core.ssl.DefaultSslEngineFactory;
import io.stackstate.stackgraph.StackGraphException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own connection to Cassandra, beside that of JanusGraph: for the keyspace and the lease. */
final class CqlConnection {
  private static final Logger LOG = LoggerFactory.getLogger(CqlConnection.class);
  private static final long MAX_PAUSE_MILLIS = 5_000;

  private CqlConnection() {}

  /**
   * Connects, and waits for a store that does not answer yet.
   *
   * @throws StackGraphException one line, when it does not answer in time or refuses us
   */
  static CqlSession open(StoreConfig.Cql config) throws InterruptedException {
    TlsStores.require(config.tls());
    long deadline = System.nanoTime() + config.patience().toNanos();
    for (long pause = 250; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
      try {
        return requireDatacenter(
            CqlSession.builder().withConfigLoader(loader(config)).build(), config);
      } catch (DriverException e) {
        throwIfRefused(e, config);
        if (System.nanoTime() > deadline) {
          throw new StackGraphException(
              "Cassandra at "
                  + config.address()
                  + " did not answer within "
                  + config.patience().toSeconds()
                  + " seconds: "
                  + reason(e, config),
              e);
        }
        if (pause == 250) {
          LOG.warn(
              "Cassandra at {} does not answer, waiting for up to {} seconds: {}",
              config.address(),
              config.patience().toSeconds(),
              reason(e, config));
        }
        TimeUnit.MILLISECONDS.sleep(pause);
      }
    }
  }

  private static void throwIfRefused(DriverException e, StoreConfig.Cql config) {
    Optional<String> refusal = Refusal.of(e, config);
    if (refusal.isPresent()) {
      throw new StackGraphException(refusal.get(), e);
    }
    if (!Causes.isTemporary(e)) {
      throw new StackGraphException(
          "Cassandra at " + config.address() + " refuses us: " + Causes.ofConnection(e), e);
    }
  }

  private static String reason(DriverException e, StoreConfig.Cql config) {
    String reason = Causes.ofConnection(e);
    return !config.tls().enabled() && TlsProbe.answers(config.hosts().get(0), config.port())
        ? reason + " (it speaks TLS, " + StoreConfig.SECTION + ".cql.ssl.enabled is false)"
        : reason;
  }

  /** The driver asks the nodes of this data centre only, and else would say that none is there. */
  private static CqlSession requireDatacenter(CqlSession session, StoreConfig.Cql config) {
    Set<String> datacenters =
        session.getMetadata().getNodes().values().stream()
            .map(Node::getDatacenter)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    if (datacenters.contains(config.localDatacenter())) {
      return session;
    }
    session.close();
    throw new StackGraphException(
        StoreConfig.SECTION
            + ".cql.localDatacenter: found "
            + config.localDatacenter()
            + ", expected one of "
            + datacenters);
  }

  private static DriverConfigLoader loader(StoreConfig.Cql config) {
    ProgrammaticDriverConfigLoaderBuilder options =
        DriverConfigLoader.programmaticBuilder()
            .withStringList(
                DefaultDriverOption.CONTACT_POINTS,
                config.hosts().stream().map(host -> host + ":" + config.port()).toList())
            .withString(
                DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, config.localDatacenter())
            .withString(DefaultDriverOption.SESSION_NAME, "stackgraph-lease")
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(5))
            .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0);
    if (config.credentials().isPresent()) {
      options
          .withClass(DefaultDriverOption.AUTH_PROVIDER_CLASS, PlainTextAuthProvider.class)
          .withString(DefaultDriverOption.AUTH_PROVIDER_USER_NAME, config.credentials().username())
          .withString(DefaultDriverOption.AUTH_PROVIDER_PASSWORD, config.credentials().password());
    }
    StoreConfig.Tls tls = config.tls();
    if (tls.enabled()) {
      options
          .withClass(DefaultDriverOption.SSL_ENGINE_FACTORY_CLASS, DefaultSslEngineFactory.class)
          .withBoolean(DefaultDriverOption.SSL_HOSTNAME_VALIDATION, tls.hostnameValidation())
          .withString(DefaultDriverOption.SSL_TRUSTSTORE_PATH, tls.truststore())
          .withString(DefaultDriverOption.SSL_TRUSTSTORE_PASSWORD, tls.truststorePassword());
      if (!tls.keystore().isEmpty()) {
        options
            .withString(DefaultDriverOption.SSL_KEYSTORE_PATH, tls.keystore())
            .withString(DefaultDriverOption.SSL_KEYSTORE_PASSWORD, tls.keystorePassword());
      }
    }
    return options.build();
  }

  /** Makes the keyspace unless it exists; who may not make one makes it beforehand. */
  static void ensureKeyspace(CqlSession cql, StoreConfig.Cql config) {
    if (cql.getMetadata().getKeyspace(CqlIdentifier.fromCql(config.keyspace())).isPresent()) {
      return;
    }
    long nodes =
        cql.getMetadata().getNodes().values().stream()
            .filter(node -> config.localDatacenter().equals(node.getDatacenter()))
            .count();
    long factor = config.replicationFactor() > 0 ? config.replicationFactor() : Math.min(3, nodes);
    cql.execute(
        "CREATE KEYSPACE IF NOT EXISTS "
            + config.keyspace()
            + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
            + config.localDatacenter().replace("'", "''")
            + "': "
            + Math.max(1, factor)
            + "}");
  }
}
