package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples: check states of an agent become health of components and problems, and end; checks
 * that an agent sends with a component are decided. Test case 36 of the health sheet, section 15.
 */
class HealthIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String STREAM =
      "/api/synchronization/health/streams/"
          + URLEncoder.encode("urn:health:shop-checks:inventory", StandardCharsets.UTF_8);

  @TempDir Path directory;

  @Test
  void statesReachComponentsAndWhatDependsOnThem() throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    try (StackStateServer server = new StackStateServer(config(data), data)) {
      server.start();
      Rest rest = new Rest(server.url(), data.root());
      rest.putIntegration("shop-inventory", "https://inventory.example.org");
      rest.acceptSample("quickstart/topology.json");
      awaitNames(rest, "healthState = \"CRITICAL\"", "order-events");
      awaitNames(rest, "healthState = \"DEVIATING\"", "db-1");

      rest.acceptSample("health/critical.json");
      awaitNames(rest, "healthState = \"CRITICAL\"", "order-events", "web-1");
      await()
          .atMost(PATIENCE)
          .until(() -> similarToUnmatched(rest), similar -> similar.equals("urn:host:/db-1"));
      awaitProblems(rest, "order-events: storefront", "db-1: storefront", "web-1: storefront");
      assertThat(failing(rest, "")).containsExactly("Disk space: The volume `/var` is 98% full.");
      long critical = System.currentTimeMillis();
      assertThat(problems(rest, "?query=" + encoded("name = \"web-1\"")))
          .containsExactly("web-1: storefront");

      rest.acceptSample("health/clear.json");
      awaitNames(rest, "healthState = \"CRITICAL\"", "order-events");
      awaitProblems(rest, "order-events", "db-1");
      // The past is in the graph, which follows the log.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(problems(rest, "?time=" + critical))
                      .containsExactlyInAnyOrder(
                          "order-events: storefront", "db-1: storefront", "web-1: storefront"));
      assertThat(failing(rest, "")).isEmpty();
      assertThat(failing(rest, "&topologyTime=" + critical))
          .containsExactly("Disk space: The volume `/var` is 98% full.");
      assertThat(rest.query("healthState = \"CRITICAL\"", critical).components().keySet())
          .containsExactlyInAnyOrder("order-events", "web-1");

      assertThat(rest.delete(STREAM).statusCode()).isEqualTo(204);
      await().atMost(PATIENCE).until(() -> rest.get(STREAM + "/status").statusCode() == 404);

      sendOfNow(rest, "health/agent-checks.json");
      awaitChecks(
          rest,
          Map.of(
              "CPU (average)", "DEVIATING",
              "Any traffic", "CLEAR",
              "Errors per success", "CRITICAL",
              "Last batch", "DEVIATING",
              "Integration", "CLEAR"));
      awaitNames(rest, "healthState = \"CRITICAL\"", "checkout", "order-events");
    } finally {
      data.close();
    }
  }

  /** What the state that belongs to no component nearly belongs to. */
  private static String similarToUnmatched(Rest rest) throws Exception {
    return Json.mapper()
        .readTree(rest.get(STREAM + "/topologyMatches").body())
        .at("/unmatchedCheckStates/0/similarIdentifier")
        .asText();
  }

  private static void awaitProblems(Rest rest, String... expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(problems(rest, "")).containsExactlyInAnyOrder(expected));
  }

  /** Each problem as {@code root cause: contributing causes}. */
  private static List<String> problems(Rest rest, String parameters) throws Exception {
    JsonNode list = Json.mapper().readTree(rest.get("/api/problems" + parameters).body());
    List<String> problems = new ArrayList<>();
    for (JsonNode problem : list.path("items")) {
      StringJoiner causes = new StringJoiner(", ", ": ", "").setEmptyValue("");
      problem
          .path("contributingProblems")
          .forEach(cause -> causes.add(cause.path("componentName").asText()));
      problems.add(problem.path("componentName").asText() + causes);
    }
    return problems;
  }

  /** The failing checks of web-1, with their messages. */
  private static List<String> failing(Rest rest, String parameters) throws Exception {
    String path = "/api/components?identifier=" + encoded("urn:host:/web-1") + parameters;
    List<String> failing = new ArrayList<>();
    for (JsonNode check : Json.mapper().readTree(rest.get(path).body()).path("failingChecks")) {
      failing.add(check.path("name").asText() + ": " + check.path("description").asText());
    }
    return failing;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A sample whose data have the time 1,700,000,000 s. */
  private static void sendOfNow(Rest rest, String sample) throws Exception {
    String now = Long.toString(System.currentTimeMillis() / 1_000);
    String body = Rest.sample(sample).replace("1700000000", now);
    rest.accept(body);
  }

  private static void awaitChecks(Rest rest, Map<String, String> expected) {
    String path = "/api/components/" + encoded("urn:application:/checkout") + "/checks";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<String, String> found = new HashMap<>();
              Json.mapper()
                  .readTree(rest.get(path).body())
                  .forEach(
                      check ->
                          found.put(
                              check.path("name").asText(), check.at("/state/state").asText()));
              assertThat(found).isEqualTo(expected);
            });
  }

  private static void awaitNames(Rest rest, String query, String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rest.query(query, null).components().keySet())
                    .containsExactlyInAnyOrder(names));
  }

  private static Config config(DataDirectory data) {
    Options options = new Options();
    options.port = 0;
    options.receiverPort = 0;
    options.roles = List.of("kafka", "stackgraph", "synchronization", "health", "receiver", "api");
    return ConfigFactory.parseMap(Map.of("stackstate.health.problemSettleTime", "500 ms"))
        .withFallback(ServerConfig.load(options, data, Map.of()));
  }
}
