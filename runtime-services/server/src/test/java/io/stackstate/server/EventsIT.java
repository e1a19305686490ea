package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import io.stackstate.telemetry.node.UnprivilegedUser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of agents and of the platform itself, and metrics, from the receiver to the REST API. */
class EventsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Path DISTRIBUTION = Path.of("target/elasticsearch").toAbsolutePath();

  @TempDir Path directory;

  /** As root the node runs as nobody, who must be able to enter. */
  @BeforeEach
  void openToOthers() throws Exception {
    if (UnprivilegedUser.needed()) {
      assumeTrue(
          UnprivilegedUser.find(DISTRIBUTION).canRead(DISTRIBUTION),
          "the sources lie in a directory that only root may enter");
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void eventsOfAgentsAndOfThePlatformAreListed() throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    try (StackStateServer server = new StackStateServer(config(data), data)) {
      server.start();
      Rest rest = new Rest(server.url(), data.root());
      rest.putIntegration("shop-inventory", "https://inventory.example.org");
      rest.acceptSample("quickstart/topology.json");
      await()
          .atMost(PATIENCE)
          .until(() -> !rest.query("healthState = \"CRITICAL\"", null).components().isEmpty());
      rest.acceptSample("events/deployment.json");
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> types(list(rest)).contains("DeploymentEvent"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(types(list(rest)))
                      .contains("DeploymentEvent", "Element Created", "Health State Changed")
                      .doesNotContain("Propagated Health State Changed"));

      JsonNode event =
          list(rest).valueStream().filter(e -> is(e, "DeploymentEvent")).findFirst().orElseThrow();
      assertThat(event.at("/elements/0/name").asText()).isEqualTo("web-1");
      assertThat(event.at("/data/to").asText()).isEqualTo("2.4");
      // That Elasticsearch is there now is noticed for metrics a moment after it is for events.
      await()
          .atMost(PATIENCE)
          .until(() -> state(json(rest, "/readiness"), "telemetry").equals("ready"));

      rest.acceptSample("health/critical.json");
      await()
          .atMost(PATIENCE)
          .until(() -> causes(rest, "web-1"), types -> types.startsWith("[DeploymentEvent, "));
      replays(rest);
      streamsHaveValues(rest);
    } finally {
      data.close();
    }
  }

  /** A component of an agent with a stream of metrics, and a point of it. */
  private static void streamsHaveValues(Rest rest) throws Exception {
    long seconds = System.currentTimeMillis() / 1_000;
    String intake =
        """
        {"internalHostname":"srv-1","collection_timestamp":%d,
         "topologies":[{"instance":{"type":"shop-inventory","url":"https://inventory.example.org"},
           "components":[{"externalId":"queue-1","type":{"name":"queue"},
             "data":{"name":"queue-1","identifiers":["urn:queue:1"],"metrics":[
               {"name":"depth","metric_field":"queue.depth","stream_id":-1,"aggregation":"MAX",
                "priority":"HIGH","conditions":[{"key":"tags.queue","value":"orders"}]}]}}],
           "relations":[]}],
         "metrics":[["queue.depth",%d,17.5,{"hostname":"srv-1","type":"gauge",
           "tags":["queue:orders"]}]]}"""
            .formatted(seconds, seconds);
    rest.accept(intake);
    await()
        .atMost(PATIENCE)
        .until(() -> !rest.query("name = \"queue-1\"", null).components().isEmpty());
    String streams = "/api/components/urn%3Aqueue%3A1/streams";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode latest = json(rest, streams + "/latest?queryTime=now");
              assertThat(latest.at("/streamSnapshots/0/metric/timestamp").asLong())
                  .isEqualTo(seconds * 1_000);
              assertThat(latest.at("/streamSnapshots/0/metric/value").asDouble()).isEqualTo(17.5);
            });
    long stream = json(rest, streams).at("/0/id").asLong();
    JsonNode chart = json(rest, streams + "/" + stream + "/metrics");
    assertThat(chart.path("aggregation").asText()).isEqualTo("MAX");
    assertThat(chart.at("/points/0/value").asDouble()).isEqualTo(17.5);
  }

  private static JsonNode json(Rest rest, String path) throws Exception {
    HttpResponse<String> reply = rest.get(path);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Json.mapper().readTree(reply.body());
  }

  /** A handler that was not there yet would have told of the stored events in its scope. */
  private static void replays(Rest rest) throws Exception {
    String handler = "/api/event-handlers/urn%3Astackstate%3Aevent-handler%3Areplay";
    String spec =
        "{'name':'replay','spec':{'triggers':[{'elementHealth':{'to':['CRITICAL']}},"
            + "{'event':{'types':['DeploymentEvent']}}],'scope':{'query':'name = \\\"web-1\\\"'},"
            + "'outputs':[{'name':'hook','webhook':{'url':'https://hooks.example.org/'}}]}}";
    HttpResponse<String> put = rest.put(handler, spec.replace('\'', '"'));
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              HttpResponse<String> reply = rest.get(handler + "/preview?last=7d");
              assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
              JsonNode preview = Json.mapper().readTree(reply.body()).path("preview");
              assertThat(preview.path("source").asText()).isEqualTo("events");
              assertThat(preview.path("first").findValuesAsText("title"))
                  .contains("Disk space")
                  .anyMatch(title -> title.contains("2.4"));
              assertThat(preview.has("incomplete")).isFalse();
            });
    String before = handler + "/preview?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z";
    JsonNode none = Json.mapper().readTree(rest.get(before).body()).path("preview");
    assertThat(none.path("events").asInt()).isZero();
    assertThat(rest.get(handler + "/preview?from=soon").body()).contains("from: found soon");
  }

  @Test
  void withoutElasticsearchThePlatformIsReadyAndSaysWhatIsMissing() throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    Config absent =
        ConfigFactory.parseMap(
                Map.of(
                    "stackstate.server.roles",
                    List.of(
                        "kafka", "stackgraph", "synchronization", "telemetry", "receiver", "api")))
            .withFallback(config(data));
    try (StackStateServer server = new StackStateServer(absent, data)) {
      server.start();
      Rest rest = new Rest(server.url(), data.root());
      JsonNode readiness = Json.mapper().readTree(rest.get("/readiness").body());
      assertThat(readiness.path("status").asText()).isEqualTo("ready");
      assertThat(state(readiness, "telemetry")).isEqualTo("degraded");
      rest.putIntegration("shop-inventory", "https://inventory.example.org");
      rest.acceptSample("quickstart/topology.json");
      await()
          .atMost(PATIENCE)
          .until(() -> !rest.query("name = \"web-1\"", null).components().isEmpty());
      HttpResponse<String> reply = request(rest);
      assertThat(reply.statusCode()).isEqualTo(503);
      assertThat(reply.body()).contains("events cannot be read: there is no Elasticsearch");
    } finally {
      data.close();
    }
  }

  /** The types of the events that may have caused the problem with a root cause, in order. */
  private static String causes(Rest rest, String name) throws Exception {
    JsonNode problems = Json.mapper().readTree(rest.get("/api/problems").body()).path("items");
    for (JsonNode problem : problems) {
      if (problem.path("componentName").asText().equals(name)) {
        String path = "/api/problems/" + problem.path("problemId").asText() + "/causing-events";
        JsonNode causes = Json.mapper().readTree(rest.get(path).body());
        return causes.path("items").findValuesAsText("eventType").toString();
      }
    }
    return "";
  }

  private static String state(JsonNode readiness, String role) {
    return readiness
        .path("roles")
        .valueStream()
        .filter(r -> r.path("name").asText().equals(role))
        .findFirst()
        .orElseThrow()
        .path("state")
        .asText();
  }

  private static boolean is(JsonNode event, String type) {
    return event.path("eventType").asText().equals(type);
  }

  private static Set<String> types(JsonNode events) {
    Set<String> types = new TreeSet<>();
    events.forEach(event -> types.add(event.path("eventType").asText()));
    return types;
  }

  private static JsonNode list(Rest rest) throws Exception {
    HttpResponse<String> reply = request(rest);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Json.mapper().readTree(reply.body()).path("items");
  }

  private static HttpResponse<String> request(Rest rest) throws Exception {
    return rest.post(
        "/api/events",
        """
        {"startTimestampMs":0,"endTimestampMs":%d,"topologyQuery":"","limit":1000}"""
            .formatted(System.currentTimeMillis()));
  }

  private static Config config(DataDirectory data) {
    Options options = new Options();
    options.port = 0;
    options.receiverPort = 0;
    options.roles =
        List.of(
            "kafka",
            "stackgraph",
            "synchronization",
            "health",
            "telemetry",
            "automation",
            "receiver",
            "api",
            "elasticsearch");
    return ConfigFactory.parseMap(
            Map.of(
                "stackstate.elasticsearch.home",
                DISTRIBUTION.toString(),
                "stackstate.elasticsearch.heap",
                "384m",
                "stackstate.telemetry.maxBackoff",
                "1s",
                "stackstate.health.problemSettleTime",
                "500 ms"))
        .withFallback(ServerConfig.load(options, data, Map.of()));
  }
}
