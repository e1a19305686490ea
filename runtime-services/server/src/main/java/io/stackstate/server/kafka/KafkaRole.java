package io.stackstate.server.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.server.role.Role;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker: a real one, for this process alone or for others, too. */
public final class KafkaRole implements Role {
  private static final Logger log = LoggerFactory.getLogger(KafkaRole.class);

  private final Start start;
  private volatile EmbeddedBroker broker;

  @FunctionalInterface
  private interface Start {
    EmbeddedBroker broker();
  }

  private KafkaRole(Start start) {
    this.start = start;
  }

  /**
   * For this machine, on the loop-back address.
   *
   * @param directory of its logs
   * @param port 0 takes a free one
   */
  public static KafkaRole local(Path directory, int port) {
    return new KafkaRole(() -> EmbeddedBroker.start(directory, port));
  }

  /** For the processes of other machines, too. */
  public static KafkaRole shared(Path directory, EmbeddedBroker.Endpoint endpoint) {
    return new KafkaRole(() -> EmbeddedBroker.start(directory, endpoint));
  }

  /** A broker that loses its disk ends the process: says so in one line before it does. */
  public static void explainFatalErrors() {
    Exit.setHaltProcedure(
        (status, message) -> {
          log.error(
              "Kafka gave up, the process ends: {}",
              message == null ? "see the log above (a full or broken disk?)" : message);
          Runtime.getRuntime().halt(status);
        });
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void start() {
    broker = start.broker();
  }

  /** Where clients in this process find it; only after {@link #start()}. */
  public Map<String, Object> clientSettings() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  @Override
  public boolean ready() {
    return broker != null;
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }
}
