package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCommandTest {
  private static final String CHANGES =
      """
      {"_type":"TopologyChanges","fromMillis":1672531200000,"toMillis":1672531260000,"complete":true,
       "changes":[
        {"commit":11,"timeMillis":1672531201000,"kind":"CREATED","_type":"Relation","id":31,
         "name":null,"type":"uses","state":{}},
        {"commit":12,"timeMillis":1672531202000,"kind":"CHANGED","_type":"Component","id":7,
         "name":"orders-db","type":"database","changes":[
          {"field":"name","before":"db-1","after":"orders-db"},
          {"field":"version","before":null,"after":"15.4"},
          {"field":"labels","before":["a","b"],"after":["b","c"]},
          {"field":"properties","before":{"cores":8,"os":"linux"},"after":{"cores":16,"os":"linux"}},
          {"field":"sources","before":[{"sync":7,"externalId":"a"}],
           "after":[{"sync":7,"externalId":"a"},{"sync":8,"externalId":"b"}]},
          {"field":"identifiers","before":["a"],"after":["a"]},
          {"field":"health","before":"CLEAR","after":"CRITICAL"}]}]}
      """;

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsInOrderAndSaysHowToGoOn() throws Exception {
    server.on(
        "POST /api/topology/query",
        200,
        """
        {"_type":"TopologyPage","total":3,"next":"bmV4dA","components":[
         {"id":7,"name":"db-1","type":"server","layer":"Machines","health":"CRITICAL"},
         {"id":8,"name":"db-2","type":"server","layer":"Machines","domain":"shop","health":"CLEAR"}]}
        """);
    Cli cli =
        Cli.run(
            server,
            "topology",
            "query",
            "type = \"server\"",
            "--order",
            "health",
            "--desc",
            "--limit",
            "2");
    assertThat(cli.out())
        .isEqualTo(
            """
            NAME   TYPE     LAYER      DOMAIN   HEALTH     ID
            db-1   server   Machines   -        CRITICAL   7
            db-2   server   Machines   shop     CLEAR      8
            """);
    assertThat(cli.err()).isEqualTo("2 of 3 components; go on with --cursor bmV4dA\n");
    assertThat(request().toString())
        .isEqualTo(
            "{\"query\":\"type = \\\"server\\\"\",\"page\":{\"limit\":2},\"order\":\"-health\"}");
  }

  @Test
  void goesOnFromACursorInThePast() throws Exception {
    server.on(
        "POST /api/topology/query",
        200,
        "{\"_type\":\"TopologyPage\",\"total\":0,\"components\":[]}");
    Cli.run(server, "topology", "query", "", "--cursor", "bmV4dA", "--at", "1672531200000");
    assertThat(request().toString())
        .isEqualTo(
            "{\"query\":\"\",\"at\":1672531200000,"
                + "\"page\":{\"limit\":100,\"cursor\":\"bmV4dA\"},\"order\":\"name\"}");
  }

  @Test
  void onlyCounts() {
    server.on("POST /api/topology/query", 200, "{\"_type\":\"TopologyCount\",\"components\":12}");
    Cli cli = Cli.run(server, "topology", "query", "type = \"server\"", "--count");
    assertThat(cli.out()).isEqualTo("12\n");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void countsInGroups() throws Exception {
    server.on(
        "POST /api/topology/query",
        200,
        """
        {"_type":"TopologyGroups","components":5,"groupCount":3,"groupBy":["layer","healthstate"],
         "groups":[{"values":["Machines","CLEAR"],"count":3},{"values":[null,"CLEAR"],"count":1}]}
        """);
    Cli cli = Cli.run(server, "topology", "query", "", "--group-by", "layer,healthstate");
    assertThat(cli.out())
        .isEqualTo(
            """
            LAYER      HEALTHSTATE   COUNT
            Machines   CLEAR         3
            -          CLEAR         1
            """);
    assertThat(cli.err()).isEqualTo("5 components in 3 groups; the 2 largest are shown\n");
    assertThat(request().get("groupBy").toString()).isEqualTo("[\"layer\",\"healthstate\"]");
  }

  @Test
  void tellsWhatChangedBetweenTwoTimes() throws Exception {
    server.on("POST /api/topology/changes", 200, CHANGES);
    Cli cli =
        Cli.run(
            server,
            "topology",
            "query",
            "domain = 'shop'",
            "--between",
            "2023-01-01T00:00:00Z",
            "1672531260000");
    assertThat(cli.out())
        .isEqualTo(
            """
            TIME                   WHAT      ELEMENT     NAME        TYPE       ID   DETAILS
            2023-01-01T00:00:01Z   created   relation    -           uses       31   -
            2023-01-01T00:00:02Z   changed   component   orders-db   database   7    \
            name: db-1 -> orders-db; version: nothing -> 15.4; labels: +c -a; \
            properties.cores: 8 -> 16; sources: +b (sync 8); \
            identifiers: differ in what is not shown; health: CLEAR -> CRITICAL
            """);
    assertThat(cli.err()).isEqualTo("2 changes\n");
    assertThat(request().toString())
        .isEqualTo(
            "{\"query\":\"domain = 'shop'\",\"from\":1672531200000,\"to\":1672531260000,"
                + "\"limit\":100}");
  }

  @Test
  void takesRelativeTimesBetween() {
    server.on("POST /api/topology/changes", 200, CHANGES);
    Cli cli = Cli.run(server, "topology", "query", "", "--between", "-20m", "now");
    assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain|x", "query|x|--explain"})
  void showsThePlanAsATree(String command) {
    server.on(
        "POST /api/stql/explain",
        200,
        """
        {"_type":"QueryExplanation","selected":1,"loadedElements":1,"plan":{"operation":"AND",
         "text":"x","state":"DONE","estimated":2,"actual":1,"loadedElements":0,"inputs":[
          {"operation":"INDEX","text":"layer = \\"a\\"","state":"DONE","estimated":2,"actual":2,
           "loadedElements":0,"inputs":[]},
          {"operation":"NOT","text":"y","state":"SKIPPED","estimated":9,"loadedElements":0,"inputs":[]}]}}
        """);
    Cli cli = Cli.run(server, ("topology|" + command).split("\\|"));
    assertThat(cli.out())
        .isEqualTo(
            """
            STEP                  EXPECTED   SELECTED   LOADED   STATE
            AND                   2          1          0        done
            · INDEX layer = "a"   2          2          0        done
            · NOT y               9          -          0        skipped
            """);
    assertThat(cli.err()).isEqualTo("1 component selected, 1 element loaded\n");
  }

  @Test
  void saysWhichLimitEndedAQuery() {
    server.on(
        "POST /api/stql/explain",
        200,
        """
        {"problem":"the query loads more than 8 elements","loadedElements":9,
         "plan":{"operation":"ALL","text":"","state":"STOPPED","estimated":9,"inputs":[]}}
        """);
    Cli cli = Cli.run(server, "topology", "explain", "name = '*'");
    assertThat(cli.err())
        .isEqualTo("no answer: the query loads more than 8 elements; 9 elements loaded\n");
  }

  @Test
  void comparesTwoTimes() {
    server.on(
        "GET /api/topology/diff?from=1672531200000&to=1672531260000&query=layer%20%3D%20a",
        200,
        """
        {"_type":"TopologyDiff","fromMillis":1672531200000,"toMillis":1672531260000,
         "added":[{"_type":"Component","id":8,"name":"db-2","type":"database","state":{}}],
         "removed":[{"_type":"Relation","id":31,"name":"a --> b","type":"uses","state":{}}],
         "changed":[],
         "health":[{"_type":"Component","id":7,"name":"db-1","type":"database",
          "changes":[{"field":"health","before":"CLEAR","after":"CRITICAL"}]}]}
        """);
    for (String[] query : new String[][] {{"layer = a"}, {"--query", "layer = a"}}) {
      String[] args = new String[6 + query.length];
      String[] fixed = {"topology", "diff", "--from", "1672531200000", "--to", "1672531260000"};
      System.arraycopy(fixed, 0, args, 0, 6);
      System.arraycopy(query, 0, args, 6, query.length);
      Cli cli = Cli.run(server, args);
      assertThat(cli.out())
          .isEqualTo(
              """
              WHAT      ELEMENT     NAME      TYPE       ID   DETAILS
              added     component   db-2      database   8    -
              removed   relation    a --> b   uses       31   -
              health    component   db-1      database   7    health: CLEAR -> CRITICAL
              """);
      assertThat(cli.err())
          .isEqualTo(
              "1 added, 1 removed, 0 changed, 1 with another health"
                  + " between 2023-01-01T00:00:00Z and 2023-01-01T00:01:00Z\n");
    }
  }

  @Test
  void showsTheHistoryOfAComponent() {
    server.on(
        "GET /api/components/urn%3Ahost%3A%2Fdb-1/history?from=1672531200000",
        200,
        """
        {"_type":"ElementHistory","id":7,"fromMillis":1672531200000,"toMillis":1672531260000,
         "atStart":{"name":"db-1","type":"database"},
         "versions":[
          {"commit":12,"timeMillis":1672531202000,"kind":"CHANGED","name":"orders-db","changes":[
           {"field":"name","before":"db-1","after":"orders-db"}]},
          {"timeMillis":1672531202500,"kind":"CHANGED","name":"orders-db","changes":[
           {"field":"streams",
            "before":[{"_type":"MetricStream","id":1,"name":"cpu"},
                      {"_type":"MetricStream","id":2,"name":"disk"},
                      {"_type":"MetricStream","id":3,"name":"net","priority":"LOW"}],
            "after":[{"_type":"MetricStream","id":1,"name":"cpu"},
                     {"_type":"MetricStream","id":3,"name":"net","priority":"HIGH"},
                     {"_type":"MetricStream","id":4,"name":"latency (s)"}]}]},
          {"commit":13,"timeMillis":1672531203000,"kind":"DELETED","name":"orders-db",
           "type":"database","state":{}}],
         "atEnd":null,"healthChanges":[],"otherIds":[8,9]}
        """);
    Cli cli =
        Cli.run(server, "topology", "history", "urn:host:/db-1", "--from", "2023-01-01T00:00:00Z");
    assertThat(cli.out())
        .isEqualTo(
            """
            Name:              orders-db
            Type:              database
            Id:                7
            From:              2023-01-01T00:00:00Z
            To:                2023-01-01T00:01:00Z
            At the start:      it was there
            At the end:        it is gone
            Same identifier:   8, 9

            TIME                       WHAT      COMMIT   DETAILS
            2023-01-01T00:00:02Z       changed   12       name: db-1 -> orders-db
            2023-01-01T00:00:02.500Z   changed   -        streams: ~net +latency (s) -disk
            2023-01-01T00:00:03Z       deleted   13       -
            """);
  }

  @Test
  void showsTheHistoryOfARelationWhenNoComponentHasTheId() {
    server.on(
        "GET /api/relations/31/history",
        200,
        "{\"id\":31,\"atStart\":null,\"versions\":[],\"atEnd\":{\"type\":\"uses\"}}");
    Cli cli = Cli.run(server, "topology", "history", "31");
    assertThat(cli.out()).contains("uses", "Nothing changed.");
    assertThat(Cli.run(server, "topology", "history", "32").code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void showsAndSetsHowLongHistoryIsKept() throws Exception {
    server.on("GET /admin/retention/window", 200, "{\"windowMs\":691200000}");
    server.on("GET /admin/retention/currentEpoch", 200, "{\"epochTx\":42}");
    assertThat(Cli.run(server, "graph", "retention").out())
        .isEqualTo(
            """
            Retention window:   8d
            Oldest commit:      42
            """);
    server.on("POST /admin/retention/window?scheduleRemoval=true", 200, "{\"windowMs\":129600000}");
    Cli set = Cli.run(server, "graph", "retention", "--set", "36h", "--schedule-removal");
    assertThat(set.out()).startsWith("Retention window:   1d 12h\n");
    assertThat(server.requests.get(2).body()).isEqualTo("{\"windowMs\":129600000}");
    assertThat(server.last().token()).isEqualTo("ApiKey secret-token");
  }

  @ParameterizedTest
  @CsvSource({
    "RemovalSucceeded,0,Expired history is removed.",
    "RemovalInProgress,0,Expired history is being removed.",
    "RemovalFailed,3,error: expired history was not removed"
  })
  void removesExpiredHistory(String progress, int code, String message) {
    server.on(
        "POST /admin/retention/removeExpiredData?expireImmediatelyAndRestart=true",
        200,
        "{\"progress\":{\"_type\":\"" + progress + "\"}}");
    Cli cli = Cli.run(server, "graph", "delete-expired-data", "--immediate");
    assertThat(cli.out() + cli.err()).startsWith(message);
    assertThat(cli.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topology query x --count --order name|expected one of --order",
        "topology query x --between -5m now --at -5m|expected one of --order",
        "topology query x --order name --limit 0|--limit: found 0",
        "topology query x --between -5m later|--between: found \"later\"",
        "topology diff|--from",
        "topology diff --from now --to x|--to: found \"x\"",
        "topology history x --from x|--from: found \"x\"",
        "graph retention --set 8|--set: found \"8\", expected a length such as 24h",
        "graph retention --set 0d|--set: found \"0d\"",
        "topology import f --instance copy|--instance: found \"copy\", expected TYPE/URL",
        "topology import f --instance a/b --batch 0|--batch: found 0",
      })
  void namesTheArgumentThatIsWrong(String arguments, String message) {
    Cli cli = Cli.run(server, arguments.split(" "));
    assertThat(cli.err()).startsWith("error: ").contains(message);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void saysWhyThereIsNoAnswer() {
    server.on(
        "POST /api/topology/query",
        200,
        "{\"_type\":\"ViewSnapshotDataUnavailable\",\"availableSinceEpochMs\":1672531200000}");
    Cli cli = Cli.run(server, "topology", "query", "x", "--count");
    assertThat(cli.err()).contains("the earliest is of 2023-01-01T00:00:00Z");
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topology diff", "topology history", "topology explain", "topology export",
        "topology import", "topology query", "graph retention", "graph delete-expired-data"
      })
  void explainsItself(String command) {
    Cli cli = Cli.run(server, (command + " --help").split(" "));
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Usage: stackstate " + command);
  }

  private JsonNode request() throws Exception {
    return new ObjectMapper().readTree(server.last().body());
  }
}
