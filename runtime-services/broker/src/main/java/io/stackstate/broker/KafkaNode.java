package io.stackstate.broker;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * The only controller and the only broker of a cluster, started in an order that {@code
 * KafkaRaftServer} does not offer: the registration of the broker's previous life is removed before
 * the broker starts.
 *
 * <p>Otherwise the broker would begin on old metadata, in which it still leads every partition,
 * lose all leaderships when it registers again, and get them back. A transaction that a {@code kill
 * -9} left between the decision to commit and the markers is taken up in that time; and when Kafka
 * 4.3 finds a partition without a leader it takes it for deleted and calls the transaction complete
 * without its markers. Nothing behind it would ever be read.
 */
final class KafkaNode {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long RETRY_MILLIS = 20;

  private final KafkaConfig config;
  private final ControllerServer controller;
  private final BrokerServer broker;

  KafkaNode(KafkaConfig config) {
    this.config = config;
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> logDirs =
        KafkaRaftServer.initializeLogDirs(config, LOG, "[KafkaNode] ");
    SharedServer shared =
        new SharedServer(
            config,
            logDirs._1(),
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, logDirs._1().clusterId().orElseThrow()),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), logDirs._2());
  }

  /** Returns when the broker serves clients. */
  void start() throws Exception {
    controller.startup();
    forgetPreviousLife();
    broker.startup();
  }

  /** Stops in order and waits until all logs are closed. */
  void stop() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }

  private void forgetPreviousLife() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isForgotten()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the controller did not become active in " + PATIENCE.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }

  /** False while the controller is not active yet. */
  private boolean isForgotten() throws Exception {
    ControllerRequestContext context =
        new ControllerRequestContext(
            new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    try {
      controller
          .controller()
          .unregisterBroker(context, config.nodeId())
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokerIdNotRegisteredException) {
        return true;
      }
      if (e.getCause() instanceof NotControllerException) {
        return false;
      }
      throw e;
    }
  }
}
