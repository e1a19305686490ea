package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.stackstate.model.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform but Elasticsearch in this process, over HTTP. */
class StackStateServerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ALL = "domain IN (\"snapshots\", \"increments\")";

  @TempDir Path directory;

  @Test
  void showsWhatAgentsSentAndKeepsItOverARestart() throws Exception {
    Load load = new Load();
    try (Running running = start()) {
      Rest rest = running.rest();
      assertThat(rest.putIntegration(Load.SNAPSHOTS, "kill-test").statusCode()).isEqualTo(200);
      assertThat(rest.putIntegration(Load.INCREMENTS, "kill-test").statusCode()).isEqualTo(200);
      for (int i = 0; i < 6; i++) {
        rest.accept(load.next());
        load.accepted();
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(rest.query(ALL, null)).isEqualTo(load.expected()));
    }
    try (Running again = start()) {
      assertThat(again.rest().query(ALL, null)).isEqualTo(load.expected());
      assertThat(again.rest().query(ALL, System.currentTimeMillis())).isEqualTo(load.expected());
    }
  }

  @Test
  void tellsProbesHowItsRolesAreAndPrometheusItsMetrics() throws Exception {
    try (Running running = start()) {
      JsonNode readiness = Json.mapper().readTree(running.rest().get("/readiness").body());
      assertThat(readiness.path("status").asText()).isEqualTo("ready");
      assertThat(readiness.path("roles"))
          .extracting(role -> role.path("name").asText())
          .contains("kafka", "graph", "stackgraph", "synchronization", "receiver", "api");
      assertThat(running.rest().get("/liveness").statusCode()).isEqualTo(200);
      assertThat(running.rest().get("/metrics").body()).contains("jvm_memory_used_bytes");
      assertThat(running.rest().get("/api/server/info").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void servesOnlyTheReceiverOnTheReceiverPort() throws Exception {
    try (Running running = start()) {
      Rest receiver = new Rest("http://127.0.0.1:" + running.server.receiverPort(), directory);
      assertThat(receiver.get("/api/server/info").statusCode()).isEqualTo(404);
      receiver.accept("{\"internalHostname\":\"h\"}");
      assertThat(receiver.get("/readiness").statusCode()).isEqualTo(200);
    }
  }

  private Running start() throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    Options options = new Options();
    options.port = 0;
    options.receiverPort = 0;
    options.roles = List.of("kafka", "stackgraph", "synchronization", "receiver", "api");
    Config config = ServerConfig.load(options, data, Map.of());
    StackStateServer server = new StackStateServer(config, data);
    server.start();
    return new Running(server, data);
  }

  private record Running(StackStateServer server, DataDirectory data) implements AutoCloseable {
    Rest rest() {
      return new Rest(server.url(), data.root());
    }

    @Override
    public void close() {
      server.close();
      data.close();
    }
  }
}
