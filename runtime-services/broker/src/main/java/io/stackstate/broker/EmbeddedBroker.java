package io.stackstate.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker and KRaft controller in this process: the role {@code kafka} of a standalone
 * or trial installation, and the broker of component tests. It listens on the loop-back address,
 * and for clients of other machines where an {@link Endpoint} says.
 *
 * <p>Data lives in one directory and survives a restart, a {@code kill -9} included. Topics are
 * never created by mere use, so a mistyped name is an error.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;
  private static final String HOST = "127.0.0.1";

  private static final Set<String> LISTS =
      Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

  private final KafkaNode node;
  private final int port;

  /**
   * Where clients of other processes connect. They are sent to the advertised address after the
   * first contact, so it must mean this broker wherever they are.
   *
   * @param address to listen on, as in {@code 0.0.0.0}
   * @param port to listen on; 0 takes a free one, which is then advertised
   * @param advertisedHost empty stands for {@code address}
   * @param advertisedPort 0 stands for the port
   */
  public record Endpoint(String address, int port, String advertisedHost, int advertisedPort) {
    private Endpoint resolved() {
      int actual = port == 0 ? FreePort.find() : port;
      return new Endpoint(
          address,
          actual,
          advertisedHost.isEmpty() ? address : advertisedHost,
          advertisedPort == 0 ? actual : advertisedPort);
    }
  }

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
      int local = port == 0 ? FreePort.find() : port;
      return start(directory, properties(directory, local, FreePort.find()), local);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts likewise, with more settings of Kafka; listeners and their protocols are added to the
   * one without protection that this process has for itself.
   *
   * @throws UncheckedIOException when the directory cannot be used
   */
  public static EmbeddedBroker start(Path directory, Map<String, String> more) {
    try {
      int local = FreePort.find();
      Properties properties = properties(directory, local, FreePort.find());
      // The broker itself stays on its own listener: what is advertised may not lead here yet.
      properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
      more.forEach(
          (key, value) ->
              properties.merge(
                  key, value, (old, added) -> LISTS.contains(key) ? old + "," + added : added));
      return start(directory, properties, local);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts likewise, also for clients of other machines.
   *
   * @throws UncheckedIOException when the directory cannot be used
   */
  public static EmbeddedBroker start(Path directory, Endpoint endpoint) {
    return start(directory, listeners(endpoint.resolved()));
  }

  private static EmbeddedBroker start(Path directory, Properties properties, int port)
      throws IOException {
    Files.createDirectories(directory);
    try {
      if (!Files.exists(directory.resolve("meta.properties"))) {
        format(directory, properties);
      }
      KafkaNode node = new KafkaNode(KafkaConfig.fromProps(properties, false));
      node.start();
      return new EmbeddedBroker(node, port);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Kafka cannot start in " + directory, e);
    }
  }

  private static Map<String, String> listeners(Endpoint endpoint) {
    return Map.of(
        "listeners",
        "CLIENTS://" + endpoint.address() + ":" + endpoint.port(),
        "advertised.listeners",
        "CLIENTS://" + endpoint.advertisedHost() + ":" + endpoint.advertisedPort(),
        "listener.security.protocol.map",
        "CLIENTS:PLAINTEXT");
  }

  /** What clients in this process connect to, {@code host:port}. */
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
}
