package io.stackstate.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker and KRaft controller in this process, on the loop-back address only: the role
 * {@code kafka} of a standalone or trial installation, and the broker of component tests.
 *
 * <p>Data lives in one directory and survives a restart, a {@code kill -9} included. Topics are
 * never created by mere use, so a mistyped name is an error.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;
  private static final String HOST = "127.0.0.1";

  private final KafkaNode node;
  private final int port;

  private EmbeddedBroker(KafkaNode node, int port) {
    this.node = node;
    this.port = port;
  }

  /**
   * Starts on the data in {@code directory}, which is made and formatted when it is new.
   *
   * @param port to listen on; 0 takes a free one
   * @throws UncheckedIOException when the directory cannot be used
   */
  public static EmbeddedBroker start(Path directory, int port) {
    try {
      Files.createDirectories(directory);
      int brokerPort = port == 0 ? freePort() : port;
      Properties properties = properties(directory, brokerPort, freePort());
      if (!Files.exists(directory.resolve("meta.properties"))) {
        format(directory, properties);
      }
      KafkaNode node = new KafkaNode(KafkaConfig.fromProps(properties, false));
      node.start();
      return new EmbeddedBroker(node, brokerPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("Kafka cannot start in " + directory, e);
    }
  }

  /** What clients connect to, {@code host:port}. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Stops in order and waits until all logs are closed. */
  @Override
  public void close() {
    node.stop();
  }

  private static Properties properties(Path directory, int port, int controllerPort) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", String.valueOf(NODE_ID));
    p.setProperty("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    p.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("log.dirs", directory.toString());
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("default.replication.factor", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    // An idle transactional writer must find its id again: forgetting it would let a zombie in.
    p.setProperty("transactional.id.expiration.ms", String.valueOf(Integer.MAX_VALUE));
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
    p.setProperty("message.max.bytes", String.valueOf(8 << 20));
    // There is no other broker to take over: a busy machine must not cost this one its partitions.
    p.setProperty("broker.session.timeout.ms", "600000");
    p.setProperty("initial.broker.registration.timeout.ms", "120000");
    return p;
  }

  private static void format(Path directory, Properties properties) throws Exception {
    Formatter formatter = new Formatter();
    formatter.setClusterId(Uuid.randomUuid().toString());
    formatter.setNodeId(NODE_ID);
    formatter.setControllerListenerName(properties.getProperty("controller.listener.names"));
    formatter.setMetadataLogDirectory(directory.toString());
    formatter.addDirectory(directory.toString());
    formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
    formatter.run();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }
}
