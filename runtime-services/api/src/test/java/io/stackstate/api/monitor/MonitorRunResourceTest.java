package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.settings.TestSettings;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What a run is answered with when the role health is away. */
class MonitorRunResourceTest {
  private static Node node(long id, String type) {
    ObjectNode content = Json.mapper().createObjectNode().put("id", id).put("function", 8);
    return new Node(id, type, null, "n", null, null, false, content, 0);
  }

  private static HttpApi.Reply run(MonitorRuns runs) throws Exception {
    try (HttpApi http =
        TestRoutes.serve(
            routes ->
                new MonitorRunResource(
                        TestSettings.of(node(7, "Monitor"), node(8, "MonitorFunction")),
                        new AskedRun(runs, Duration.ofSeconds(9), InstantSource.system()))
                    .bind(routes))) {
      return http.post("/api/monitors/7/run?dryRun=true", "");
    }
  }

  @Test
  void noAnswerInTimeIsA504() throws Exception {
    HttpApi.Reply reply =
        run(
            request -> {
              throw new TimeoutException();
            });

    assertThat(reply.status()).isEqualTo(504);
    assertThat(reply.json().at("/errors/0/message").asText())
        .isEqualTo(
            "no answer came within 9 s: the role health, which runs monitors, is away or busy");
  }

  @Test
  void aRequestThatKafkaDoesNotTakeIsA503() throws Exception {
    HttpApi.Reply reply =
        run(
            request -> {
              throw new IOException("Kafka: is away");
            });

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().at("/errors/0/message").asText()).contains("Kafka: is away");
  }
}
