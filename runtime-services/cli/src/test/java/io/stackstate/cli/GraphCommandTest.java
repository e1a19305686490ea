package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCommandTest {
  private static final String RUNNING =
      """
      {"_type":"GraphVerification","state":"Running",
       "running":{"startedMillis":1672531200000,"repair":false,"phase":"reading the history"}}
      """;

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void verifiesAndWaitsForTheResult() {
    server.on("POST /admin/graph/verify?repair=false", 200, RUNNING);
    server.on("GET /admin/graph/verify", 200, verified("true", 0, "false", ""));
    Cli cli = Cli.run(server, "graph", "verify");
    assertThat(cli.out())
        .isEqualTo(
            """
            Verified:   2023-01-01T00:00:00Z
            Took:       1500 ms
            Result:     the graph agrees with its history
            """);
    assertThat(cli.err()).isEqualTo("reading the history\n");
    assertThat(cli.code()).isZero();
  }

  @Test
  void failsWhenSomethingDiffersAndSaysWhatToDo() {
    server.on("POST /admin/graph/verify?repair=false", 200, RUNNING);
    server.on("GET /admin/graph/verify", 200, verified("false", 2, "false", "\"a is lost\",\"b\""));
    Cli cli = Cli.run(server, "graph", "verify");
    assertThat(cli.out())
        .isEqualTo(
            """
            Verified:      2023-01-01T00:00:00Z
            Took:          1500 ms
            Result:        2 differences
            Repaired:      no
            Differences:   a is lost
                           b
            """);
    assertThat(cli.err()).endsWith("mend it with: stackstate graph verify --repair\n");
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
  }

  @Test
  void repairsAndShowsTheAnswerAsItIs() {
    String answer = verified("false", 1, "true", "\"a is lost\"");
    server.on("POST /admin/graph/verify?repair=true", 200, answer);
    Cli cli = Cli.run(server, "graph", "verify", "--repair", "-o", "yaml");
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            _type: GraphVerification
            state: Idle
            last:
              startedMillis: 1672531200000
              repair: true
              finishedMillis: 1672531201500
              outcome: Succeeded
              agrees: false
              count: 1
              repaired: true
              differences:
              - a is lost
            """);
  }

  @Test
  void showsTheLastVerificationWithoutANewOne() {
    server.on("GET /admin/graph/verify", 200, "{\"state\":\"Idle\"}");
    Cli cli = Cli.run(server, "graph", "verify", "--last");
    assertThat(cli.out()).isEqualTo("The graph was not verified since the server was started.\n");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void tellsWhyAVerificationFailed() {
    server.on(
        "POST /admin/graph/verify?repair=false",
        200,
        "{\"state\":\"Idle\",\"last\":{\"outcome\":\"Failed\",\"error\":\"no disk\"}}");
    Cli cli = Cli.run(server, "graph", "verify");
    assertThat(cli.err()).isEqualTo("error: no disk\n");
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
  }

  @Test
  void rebuildsBesideTheGraphInUse() {
    server.on(
        "POST /admin/graph/rebuild?force=false",
        200,
        "{\"state\":\"Running\",\"running\":{\"startedMillis\":1,\"commit\":5,\"lag\":70}}");
    server.on(
        "GET /admin/graph/rebuild",
        200,
        """
        {"state":"Idle","last":{"outcome":"Succeeded","commit":9,"components":3,"relations":1,
         "settings":2}}
        """);
    Cli cli = Cli.run(server, "graph", "rebuild");
    assertThat(cli.out())
        .isEqualTo(
            "The graph is rebuilt: 3 components, 1 relation. It is used from the next start on.\n");
    assertThat(cli.err()).isEqualTo("70 records are still to be read\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--offline", "--log", "--log --force"})
  void leavesTheDataDirectoryToTheScript(String options) {
    Cli cli = Cli.run(server, ("graph rebuild " + options).split(" "));
    assertThat(cli.err()).contains("use the script stackstate");
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void asksInGremlin() {
    server.on(
        "POST /admin/gremlin",
        200,
        """
        {"requestId":"r","status":{"message":"there are more results","code":200,"attributes":{}},
         "result":{"data":[
          {"id":4,"label":"component","type":"vertex","properties":{
           "elementId":[{"id":"a","value":7}],"name":[{"id":"b","value":"db-1"}],
           "type":[{"id":"c","value":"server"}]}},
          {"id":"e","label":"relation","type":"edge","properties":{
           "elementId":31,"type":"uses"}},
          "x",3,{"server":2}],"meta":{}}}
        """);
    Cli cli = Cli.run(server, "graph", "gremlin", "g.V().has('name',n)", "--bind", "n=db-1");
    assertThat(cli.out())
        .isEqualTo(
            """
            component 7 server db-1
            relation 31 uses
            x
            3
            {"server":2}
            """);
    assertThat(cli.err()).isEqualTo("there are more results\n");
    assertThat(server.last().body())
        .isEqualTo("{\"gremlin\":\"g.V().has('name',n)\",\"bindings\":{\"n\":\"db-1\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph verify", "graph rebuild", "graph gremlin"})
  void explainsItself(String command) {
    Cli cli = Cli.run(server, (command + " --help").split(" "));
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Usage: stackstate " + command);
  }

  private static String verified(String agrees, int count, String repaired, String lines) {
    return """
        {"_type":"GraphVerification","state":"Idle","last":{"startedMillis":1672531200000,
         "repair":%s,"finishedMillis":1672531201500,"outcome":"Succeeded","agrees":%s,"count":%d,
         "repaired":%s,"differences":[%s]}}
        """
        .formatted(repaired, agrees, count, repaired, lines);
  }
}
