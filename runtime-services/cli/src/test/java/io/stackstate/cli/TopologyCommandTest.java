package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyCommandTest {
  private static final String SNAPSHOT =
      """
      {"_type":"QuerySnapshotResult","viewSnapshotResponse":{"_type":"ViewSnapshot",
       "components":[
        {"_type":"ViewComponent","id":6917529027641081856,"name":"db-1","type":11,"layer":21,"domain":31,
         "state":{"healthState":"CRITICAL"}},
        {"_type":"ViewComponent","id":12,"name":"店-1","type":12,"layer":21,
         "state":{"healthState":"CLEAR"}}],
       "relations":[{"_type":"ViewRelation","id":5,"source":12,"target":6917529027641081856,"type":13}],
       "metadata":{"componentTypes":[{"id":11,"name":"server"},{"id":12,"name":"application"}],
        "relationTypes":[{"id":13,"name":"runs_on"}],
        "layers":[{"id":21,"name":"Machines"}],"domains":[{"id":31,"name":"shop"}]}}}
      """;
  private static final String COMPONENT =
      """
      {"_type":"Component","id":6917529027641081856,"lastUpdateTimestamp":1700000000000,"name":"db-1",
       "version":"15.4","type":11,"typeName":"server","layer":21,"layerName":"Machines","domain":31,
       "domainName":"shop","environments":[41],"environmentNames":["Production"],
       "identifiers":["urn:host:/db-1","urn:shop:/db-1"],"tags":["team:data"],
       "state":{"healthState":"CLEAR","propagatedHealthState":"DEVIATING"},
       "sources":[{"sync":77,"externalId":"db-1"}],"properties":{"cores":8,"os":"linux"}}
      """;

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void queryPrintsATable() {
    server.on("POST /api/snapshot", 200, SNAPSHOT);

    Cli cli = Cli.run(server, "topology", "query", "type = \"server\"");

    assertThat(cli.out())
        .isEqualTo(
            """
            NAME   TYPE          LAYER      DOMAIN   HEALTH     ID
            db-1   server        Machines   shop     CRITICAL   6917529027641081856
            店-1    application   Machines   -        CLEAR      12
            """);
    assertThat(cli.err()).isEqualTo("2 components, 1 relation\n");
    assertThat(cli.code()).isEqualTo(ExitCode.OK);
    assertThat(server.last().token()).isEqualTo("ApiKey secret-token");
  }

  @Test
  void queryAsksAsTheServerExpects() throws Exception {
    server.on("POST /api/snapshot", 200, SNAPSHOT);

    Cli.run(server, "topology", "query", "name = 'a'", "--at", "2023-01-01T00:00:00Z");

    JsonNode request = new ObjectMapper().readTree(server.last().body());
    assertThat(request.path("query").asText()).isEqualTo("name = 'a'");
    assertThat(request.path("queryVersion").asText()).isEqualTo("0.0.1");
    assertThat(request.at("/metadata/queryTime").asLong()).isEqualTo(1_672_531_200_000L);
  }

  @Test
  void queryOfTheRelativePast() throws Exception {
    server.on("POST /api/snapshot", 200, SNAPSHOT);
    long before = Instant.now().minusSeconds(300).toEpochMilli();

    Cli cli = Cli.run(server, "topology", "query", "name = 'a'", "--at", "-5m");

    long at = new ObjectMapper().readTree(server.last().body()).at("/metadata/queryTime").asLong();
    assertThat(at).isBetween(before, Instant.now().minusSeconds(300).toEpochMilli());
    assertThat(cli.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void queryLimitsTheRows() {
    server.on("POST /api/snapshot", 200, SNAPSHOT);

    Cli cli = Cli.run(server, "topology", "query", "name = '*'", "--limit", "1");

    assertThat(cli.out().lines()).hasSize(2);
    assertThat(cli.err()).contains("2 components", "the first 1 are shown, --limit 0 shows all");
  }

  @Test
  void queryPrintsJsonAndYaml() throws Exception {
    server.on("POST /api/snapshot", 200, SNAPSHOT);

    Cli json = Cli.run(server, "topology", "query", "name = '*'", "-o", "json");
    Cli yaml = Cli.run(server, "-o", "yaml", "topology", "query", "name = '*'", "--limit", "1");

    JsonNode tree = new ObjectMapper().readTree(json.out());
    assertThat(tree.at("/components/1/name").asText()).isEqualTo("店-1");
    assertThat(new YAMLMapper().readTree(yaml.out()).path("components")).hasSize(1);
    assertThat(json.err()).isEmpty();
  }

  @Test
  void queryPointsAtTheMistake() {
    String reason = "line 1, column 8: found =, expected a value";
    server.on(
        "POST /api/snapshot",
        400,
        "{\"_type\":\"QueryParsingFailure\",\"reason\":\"" + reason + "\"}");

    Cli cli = Cli.run(server, "topology", "query", "type = = \"server\"");

    assertThat(cli.err())
        .isEqualTo(
            """
            error: line 1, column 8: found =, expected a value
              type = = "server"
                     ^
            """);
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ViewSnapshotTopologySizeOverflow\",\"maxSize\":10000|more than 10000 elements",
        "\"ViewSnapshotFetchTimeout\",\"usedTimeoutSeconds\":15|longer than 15 seconds",
        "\"ViewSnapshotTooManyActiveQueries\"|busy",
        "\"ViewSnapshotDataUnavailable\",\"availableSinceEpochMs\":1672531200000|2023-01-01T00:00:00Z",
      })
  void querySaysWhyThereIsNoSnapshot(String response, String message) {
    server.on("POST /api/snapshot", 200, "{\"viewSnapshotResponse\":{\"_type\":" + response + "}}");

    Cli cli = Cli.run(server, "topology", "query", "name = '*'");

    assertThat(cli.err()).startsWith("error: ").contains(message);
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
  }

  @Test
  void inspectShowsAllThatIsKnown() {
    server.on("GET /api/components?identifier=urn%3Ahost%3A%2Fdb-1", 200, COMPONENT);
    server.on("POST /api/snapshot", 200, SNAPSHOT);

    Cli cli = Cli.run(server, "topology", "inspect", "urn:host:/db-1");

    assertThat(cli.out())
        .isEqualTo(
            """
            Name:                db-1
            Type:                server
            Id:                  6917529027641081856
            Version:             15.4
            Layer:               Machines
            Domain:              shop
            Environments:        Production
            Health:              CLEAR
            Propagated health:   DEVIATING
            Identifiers:         urn:host:/db-1
                                 urn:shop:/db-1
            Labels:              team:data
            Updated:             2023-11-14T22:13:20Z
            External ids:        db-1 (sync 77)
            Properties:          cores:   8
                                 os:      linux

            DIRECTION   RELATION   COMPONENT   ID
            <--         runs_on    店-1         12
            """);
  }

  @Test
  void inspectListsChecksWithWhatToDoAboutThoseThatAreNotClear() {
    server.on("GET /api/components?identifier=urn%3Ahost%3A%2Fdb-1", 200, COMPONENT);
    server.on(
        "GET /api/components/6917529027641081856/checks?queryTime=now",
        200,
        """
        [{"name":"CPU","remediationHint":"Add one.","state":{"state":"CRITICAL","shortMessage":"is 95"}},
         {"name":"Disk","remediationHint":"Delete.","state":{"state":"CLEAR"}},{"name":"New"}]""");

    Cli cli = Cli.run(server, "topology", "inspect", "urn:host:/db-1");

    assertThat(cli.out())
        .containsPattern("CHECK +STATE +WHY\n")
        .containsPattern("CPU +CRITICAL +is 95\n")
        .containsPattern("Disk +CLEAR +-\n")
        .containsPattern("New +- +-\n")
        .containsPattern("CHECK +WHAT TO DO\nCPU +Add one\\.\n")
        .doesNotContain("Delete.");
  }

  @Test
  void inspectTellsWhatElseFailsAndWhatFailedInThePast() {
    String failing =
        """
        "failingChecks":[
          {"_type":"ViewCheck","id":32,"name":"CPU","state":{"state":"CRITICAL"}},
          {"_type":"ViewCheck","id":7,"name":"Disk space","description":"98% full",
           "state":{"state":"DEVIATING"}}],""";
    server.on(
        "GET /api/components?identifier=urn%3Ahost%3A%2Fdb-1&topologyTime=5",
        200, COMPONENT.replaceFirst("\\{", "{" + failing));
    server.on(
        "GET /api/components/6917529027641081856/checks?queryTime=5",
        200,
        """
        [{"id":32,"name":"CPU"},{"id":33,"name":"Load"}]""");

    Cli cli = Cli.run(server, "topology", "inspect", "urn:host:/db-1", "--at", "5");

    assertThat(cli.out())
        .containsPattern(
            "CHECK +STATE +WHY\nCPU +CRITICAL +-\nLoad +- +-\nDisk space +DEVIATING +98% full\n");
  }

  @Test
  void inspectTriesARelationWhenNoComponentHasTheId() {
    server.on(
        "GET /api/relations/5?topologyTime=1672531200000",
        200,
        "{\"id\":5,\"typeName\":\"runs_on\",\"source\":12,\"target\":13,\"lastUpdateTimestamp\":0}");

    Cli cli = Cli.run(server, "topology", "inspect", "5", "--at", "1672531200000");

    assertThat(cli.out()).contains("runs_on").containsPattern("Source: +12");
    assertThat(server.requests.get(0).target())
        .isEqualTo("/api/components?identifier=5&topologyTime=1672531200000");
  }

  @Test
  void inspectOfNothingIsNotFound() {
    assertThat(Cli.run(server, "topology", "inspect", "5").code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void syncListAndDescribe() {
    String item =
        """
        {"nodeId":77,"name":"shop","syncIdentifier":"urn:shop","createdComponents":12,"deletedComponents":1,
         "createdRelations":14,"deletedRelations":0,"errors":2,"status":"Running"}""";
    String path = "GET /api/synchronization/topology/streams";
    server.on(path, 200, "{\"streams\":[" + item + "]}");
    server.on(
        path + "/sync?identifier=77&identifierType=NodeId",
        200,
        "{\"item\":"
            + item
            + ",\"metrics\":{\"latencySeconds\":[{\"value\":0.4},{}]},"
            + "\"errorDetails\":[{\"level\":\"WARN\",\"category\":\"MissingComponent\",\"count\":2,"
            + "\"message\":\"no source\",\"externalId\":\"a->b\"}]}");

    assertThat(Cli.run(server, "topology", "sync", "list").out())
        .isEqualTo(
            """
            NAME   STATUS    COMPONENTS   RELATIONS   ERRORS   NODE ID   IDENTIFIER
            shop   Running   +12 -1       +14 -0      2        77        urn:shop
            """);
    assertThat(Cli.run(server, "topology", "sync", "describe", "77").out())
        .isEqualTo(
            """
            Name:         shop
            Identifier:   urn:shop
            Node id:      77
            Status:       Running
            Components:   +12 -1
            Relations:    +14 -0
            Latency:      0.4 s
            Errors:       2

            LEVEL   CATEGORY           COUNT   LAST   EXTERNAL ID   MESSAGE
            WARN    MissingComponent   2       -      a->b          no source
            """);
  }

  @Test
  void syncErrorsAreCleared() {
    server.on(
        "POST /api/synchronization/topology/streams/clearErrors"
            + "?identifier=urn%3Ashop&identifierType=Identifier",
        204, "");

    Cli cli = Cli.run(server, "topology", "sync", "clear-errors", "urn:shop");

    assertThat(cli.out()).isEqualTo("Errors of urn:shop are cleared.\n");
  }

  @Test
  void statesAreColouredForPeopleOnly() {
    server.on("POST /api/snapshot", 200, SNAPSHOT);
    Map<String, String> env = Cli.env(server);
    String[] query = {"topology", "query", "name = '*'"};
    String[] plain = {"topology", "query", "name = '*'", "--no-color"};

    assertThat(Cli.run(env, "", true, query).out()).contains("\u001b[31mCRITICAL\u001b[0m");
    assertThat(Cli.run(env, "", false, query).out()).doesNotContain("\u001b");
    assertThat(Cli.run(env, "", true, plain).out()).doesNotContain("\u001b");
    env.put("NO_COLOR", "1");
    assertThat(Cli.run(env, "", true, query).out()).doesNotContain("\u001b");
  }
}
