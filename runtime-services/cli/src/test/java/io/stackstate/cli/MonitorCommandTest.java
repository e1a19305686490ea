package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorCommandTest {
  private static final String ONE = "/api/monitors/urn%3Ashop%3Amonitor%3Aa";
  private static final String URN = "urn:shop:monitor:a";

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsMonitors() {
    server.on(
        "GET /api/monitors",
        200,
        """
        {"monitors":[{"id":7,"identifier":"urn:shop:monitor:a","name":"A","intervalSeconds":60,
         "runtimeStatus":"ENABLED","tags":["x","y"]}]}
        """);

    assertThat(Cli.run(server, "monitor", "list").out())
        .isEqualTo(
            """
            IDENTIFIER           STATUS    INTERVAL   NAME
            urn:shop:monitor:a   ENABLED   60s        A
            """);
    assertThat(Cli.run(server, "monitor", "list", "-o", "wide").out())
        .isEqualTo(
            """
            IDENTIFIER           STATUS    INTERVAL   NAME   TAGS   ID
            urn:shop:monitor:a   ENABLED   60s        A      x, y   7
            """);
  }

  @Test
  void aMonitorThatIsNotThereIsToldInWords() {
    server.on(
        "POST /api/monitors/shop/run?dryRun=true",
        400,
        "{\"_type\":\"InvalidMonitorIdentifierError\",\"monitorIdOrUrn\":\"shop\"}");
    server.on(
        "GET " + ONE + "/status",
        404,
        "{\"_type\":\"MonitorNotFoundError\",\"monitorId\":\"urn:x\",\"monitorIdType\":\"urn\"}");

    assertThat(Cli.run(server, "monitor", "run", "shop").err())
        .contains("no monitor with the id or identifier shop; see: stackstate monitor list");
    Cli status = Cli.run(server, "monitor", "status", URN);
    assertThat(status.err()).contains("no monitor with the id or identifier urn:x;");
    assertThat(status.code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void aCustomResourceIsRefusedWithWhatToDo(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("monitor.yaml"),
            "# ours\n---\napiVersion: stackstate.io/v1alpha1\nkind: Monitor\n");

    Cli run = Cli.run(server, "monitor", "apply", file.toString());

    assertThat(run.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(run.err()).contains("custom resource of kind Monitor", "kubectl apply -f");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void clonesAMonitorUnderAnotherName() {
    server.on(
        "POST /api/node/Monitor/urn%3Ashop%3Amonitor%3Aa/clone", 200, "{\"id\":9,\"name\":\"B\"}");

    assertThat(Cli.run(server, "monitor", "clone", URN, "--name", "B").out())
        .isEqualTo("B is monitor 9.\n");
    assertThat(server.last().body()).isEqualTo("{\"name\":\"B\"}");
  }

  @Test
  void publishesAListAsAWholeSnapshot() {
    server.on("POST " + ONE + "/publish", 200, "{\"healthStatesCount\":1}");

    Cli cli =
        Cli.run(Cli.env(server), "[{\"id\":\"s\"}]", false, "monitor", "publish", URN, "-f", "-");

    assertThat(cli.out()).isEqualTo("1 state of urn:shop:monitor:a.\n");
    assertThat(server.last().body()).isEqualTo("{\"healthStates\":[{\"id\":\"s\"}]}");
    Cli part =
        Cli.run(
            Cli.env(server),
            "{\"lastBatch\":false,\"healthStates\":[]}",
            false,
            "monitor",
            "publish",
            URN,
            "-f",
            "-");
    assertThat(server.last().body()).isEqualTo("{\"lastBatch\":false,\"healthStates\":[]}");
    assertThat(part.code()).isZero();
    assertThat(Cli.run(Cli.env(server), "7", false, "monitor", "publish", URN, "-f", "-").err())
        .contains("expected one of them");
  }

  @Test
  void runsDryUnlessItIsTold() {
    String result =
        """
        {"result":{"healthStatesCount":1,"durationMillis":5,"healthStates":[
         {"id":"s","state":"CRITICAL","topologyIdentifier":"urn:host:/a","message":"full"}]}}
        """;
    server.on("POST " + ONE + "/run?dryRun=true", 200, result);
    server.on("POST " + ONE + "/run?dryRun=false", 200, result);

    assertThat(Cli.run(server, "monitor", "run", "--identifier", URN).out())
        .isEqualTo(
            """
            STATE      ELEMENT       ID   MESSAGE
            CRITICAL   urn:host:/a   s    full
            1 state in 5 ms, not kept.
            """);
    assertThat(Cli.run(server, "monitor", "run", URN, "-y").out()).endsWith("1 state in 5 ms.\n");
  }

  @Test
  void whatTheFunctionLoggedStandsBeforeTheStates() {
    server.on(
        "POST " + ONE + "/run?dryRun=true",
        200,
        """
        {"result":{"healthStatesCount":0,"durationMillis":5,"healthStates":[],"log":[
         {"level":"INFO","message":"found 3"},{"level":"WARN","message":"odd"}]}}
        """);

    assertThat(Cli.run(server, "monitor", "run", URN).out())
        .isEqualTo("INFO found 3\nWARN odd\n0 states in 5 ms, not kept.\n");
  }

  @Test
  void aRunOfManyStatesSaysThatNotAllAreShown() {
    server.on(
        "POST " + ONE + "/run?dryRun=true",
        200,
        """
        {"result":{"healthStatesCount":600,"durationMillis":5,"truncated":true,"healthStates":[
         {"id":"s","state":"CLEAR","topologyIdentifier":"urn:host:/a"}]}}
        """);

    assertThat(Cli.run(server, "monitor", "run", URN).out())
        .endsWith("600 states in 5 ms, not kept; the worst 1 are shown.\n");
  }

  @Test
  void previewsWithOtherArguments() {
    server.on(
        "POST " + ONE + "/preview",
        200,
        """
        {"result":{"healthStatesCount":1,"durationMillis":5,"healthStates":[
         {"id":"s","state":"CLEAR","topologyIdentifier":"urn:host:/a"}]}}
        """);

    assertThat(
            Cli.run(server, "monitor", "preview", URN, "-a", "least=2", "-a", "query=a = b").out())
        .endsWith("1 state in 5 ms, not kept.\n");
    assertThat(server.last().body()).isEqualTo("{\"arguments\":{\"least\":2,\"query\":\"a = b\"}}");
    Cli.run(server, "monitor", "preview", URN);
    assertThat(server.last().body()).isEqualTo("{}");
  }

  @Test
  void enablesAndDisables() {
    server.on("PATCH " + ONE, 200, "{\"status\":\"ENABLED\"}");

    assertThat(Cli.run(server, "monitor", "enable", URN).out())
        .isEqualTo("urn:shop:monitor:a is enabled.\n");
    assertThat(server.last().body()).isEqualTo("{\"status\":\"ENABLED\"}");
    server.on("PATCH " + ONE, 200, "{\"status\":\"DISABLED\"}");
    assertThat(Cli.run(server, "monitor", "disable", URN).out())
        .isEqualTo("urn:shop:monitor:a is disabled.\n");
  }

  @Test
  void showsErrorsAndWhatFoundNoElement() {
    server.on(
        "GET " + ONE + "/status",
        200,
        """
        {"monitor":{"name":"A","identifier":"urn:shop:monitor:a","runtimeStatus":"WARNING"},
         "function":{"name":"F"},"errors":[{"error":"no luck","count":2,"level":"ERROR"}],
         "metrics":{"runtimeMetrics":{"healthStatesCount":1,"unmappedHealthStatesCount":1,
          "clearCount":0,"deviatingCount":0,"criticalCount":0,"unknownCount":0,
          "lastRunTimestamp":0}},
         "topologyMatchResult":{"unmatchedCheckStates":[{"checkStateId":"s",
          "topologyElementIdentifier":"urn:host:/DB","similarIdentifier":"urn:host:/db"}]}}
        """);

    assertThat(Cli.run(server, "monitor", "status", "-i", URN).out())
        .contains("Status:             WARNING\n", "Last run:           1970-01-01T00:00:00Z\n")
        .contains("Last failure:       never\n", "ERROR   2       no luck\n")
        .contains("s                       urn:host:/DB   urn:host:/db\n");
  }

  @Test
  void anUnknownMonitorIsAnExitCodeOfItsOwn() {
    server.on(
        "DELETE " + ONE,
        404,
        "{\"_type\":\"MonitorNotFoundError\",\"monitorId\":\"urn:shop:monitor:a\","
            + "\"monitorIdType\":\"urn\"}");

    Cli result = Cli.run(server, "monitor", "delete", URN);

    assertThat(result.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(result.err())
        .contains("there is no monitor with the id or identifier urn:shop:monitor:a");
  }

  @Test
  void asksForExactlyOneMonitor() {
    assertThat(Cli.run(server, "monitor", "status").err()).contains("give the id or identifier");
    assertThat(Cli.run(server, "monitor", "status", "1", "--id", "2").err())
        .contains("give one monitor only");
  }
}
