package io.stackstate.server.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.server.role.Role;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker: a real one on a directory of this machine, on the loop-back address. */
public final class KafkaRole implements Role {
  private static final Logger log = LoggerFactory.getLogger(KafkaRole.class);

  private final Path directory;
  private final int port;
  private volatile EmbeddedBroker broker;

  /**
   * @param directory of its logs
   * @param port 0 takes a free one
   */
  public KafkaRole(Path directory, int port) {
    this.directory = directory;
    this.port = port;
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
    broker = EmbeddedBroker.start(directory, port);
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
