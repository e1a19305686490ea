package io.stackstate.telemetry.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker, one for all tests of the module; stopped after the last of them. */
public final class TestBroker implements BeforeAllCallback {
  private static final List<String> TOPICS =
      List.of(
          Topics.TOPOLOGY_EVENTS, Topics.GENERIC_EVENTS, Topics.STATE_EVENTS, Topics.MULTI_METRICS);

  private static EmbeddedBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(TestBroker.class, key -> start(), EmbeddedBroker.class);
  }

  private static EmbeddedBroker start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "broker").toAbsolutePath();
      EmbeddedBroker started = EmbeddedBroker.start(directory, 0);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
        admin
            .createTopics(TOPICS.stream().map(t -> new NewTopic(t, 1, (short) 1)).toList())
            .all()
            .get();
      }
      return started;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a client needs to connect. */
  static Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
