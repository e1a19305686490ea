package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ActionCommandTest {
  private static final String ACTIONS = "/api/components/urn%3Ahost%3A%2Fdb-1/actions";
  private static final String LIST =
      """
      [{"id":7,"name":"Open runbook","description":"In the wiki","identifier":"urn:a:7"},
       {"id":8,"name":"Count"}]""";

  @AutoClose private final FakeServer server = new FakeServer().on("GET " + ACTIONS, 200, LIST);

  private Cli run(String... more) {
    String[] all = new String[3 + more.length];
    all[0] = "topology";
    all[1] = "action";
    System.arraycopy(more, 0, all, 2, more.length);
    all[all.length - 1] = "--no-color";
    return Cli.run(server, all);
  }

  private void answers(String value) {
    server.on(
        "POST " + ACTIONS + "/7", 200, "{\"result\":{\"_type\":\"Any\",\"value\":" + value + "}}");
  }

  @Test
  void listsWhatAComponentHas() {
    assertThat(run("list", "urn:host:/db-1").out())
        .isEqualTo(
            """
            NAME           DESCRIPTION
            Open runbook   In the wiki
            Count          -
            """);
    assertThat(run("list", "urn:host:/db-1", "-o", "wide").out())
        .isEqualTo(
            """
            NAME           IDENTIFIER   ID   DESCRIPTION
            Open runbook   urn:a:7      7    In the wiki
            Count          -            8    -
            """);
    server.on("GET " + ACTIONS + "?queryTime=5000", 200, "[]");
    assertThat(run("list", "urn:host:/db-1", "--at", "5000").code()).isZero();
  }

  @Test
  void anActionIsNamedByNameIdOrIdentifier() {
    answers("{\"_type\":\"URLRedirectResponse\",\"url\":\"https://wiki/db\"}");

    assertThat(run("run", "urn:host:/db-1", "Open runbook").out()).isEqualTo("https://wiki/db\n");
    assertThat(server.last().body()).isEqualTo("{}");
    assertThat(run("run", "urn:host:/db-1", "7").out()).isEqualTo("https://wiki/db\n");
    Cli wrong = run("run", "urn:host:/db-1", "open runbook");
    assertThat(wrong.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(wrong.err())
        .isEqualTo(
            "error: component urn:host:/db-1 has no action \"open runbook\"; it has: Open runbook, Count\n");
  }

  @Test
  void resultsAreShownForPeople() {
    answers(
        """
        {"_type":"ShowStmlReport","name":"R","stml":"# Hi {who}\\n\\n<heatmap rows={r} cols={c} cells={s}></heatmap>\\n\\n<auto-widget data={m}></auto-widget> {m}",
         "data":{"who":"you","r":["disk"],"c":["+1h","+2h"],"s":[["CLEAR","CRITICAL"]],"m":[1]}}""");
    assertThat(run("run", "urn:host:/db-1", "7").out())
        .isEqualTo(
            """
            # Hi you

            -      +1H     +2H
            disk   CLEAR   CRITICAL

            [chart; its data is in the output of -o json] {m}
            """);
    answers("[1,2]");
    assertThat(run("run", "urn:host:/db-1", "7").out()).isEqualTo("- 1\n- 2\n");
    answers("null");
    assertThat(run("run", "urn:host:/db-1", "7").out())
        .isEqualTo("The action ran and has no value.\n");
  }

  @Test
  void aTopologyIsATableOfItsComponents() {
    answers("{\"_type\":\"ShowTopologyByQuery\",\"query\":\"type = \\\"db\\\"\"}");
    server.on(
        "POST /api/snapshot",
        200,
        """
        {"viewSnapshotResponse":{"_type":"ViewSnapshot","components":[
          {"id":3,"name":"db-1","state":{"healthState":"CLEAR"}}],"relations":[],"metadata":{}}}""");

    Cli shown = run("run", "urn:host:/db-1", "7", "--at", "9000");

    assertThat(shown.out()).contains("NAME").contains("db-1").contains("CLEAR");
    assertThat(server.requests.get(0).body()).isEqualTo("{\"topologyTime\":9000}");
    assertThat(server.last().body()).contains("type = \\\"db\\\"").contains("\"queryTime\":9000");
  }

  @Test
  void failuresAndLogLinesAreTold() {
    server.on(
        "POST " + ACTIONS + "/7",
        400,
        """
        {"_type":"ExecuteScriptGroovyRuntimeError","message":"No such property: foo",
         "location":{"line":2,"column":1}}""");
    assertThat(run("run", "urn:host:/db-1", "7").err())
        .isEqualTo("error: line 2, column 1: No such property: foo\n");
    server.on(
        "POST " + ACTIONS + "/7",
        200,
        """
        {"result":{"_type":"Integer","value":1},"log":[{"level":"WARN","message":"old"}]}""");
    Cli logged = run("run", "urn:host:/db-1", "7");
    assertThat(logged.err()).isEqualTo("WARN old\n");
    assertThat(logged.out()).isEqualTo("1\n");
    server.on(
        "POST " + ACTIONS + "/8",
        409,
        "{\"_type\":\"ComponentActionNotBound\",\"message\":\"component x does not have it\"}");
    assertThat(run("run", "urn:host:/db-1", "Count").err()).contains("does not have it");
  }
}
