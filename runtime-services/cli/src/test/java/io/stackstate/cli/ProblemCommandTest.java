package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ProblemCommandTest {
  private static final String PROBLEM =
      """
      {"_type":"RootComponentProblem","problemId":70,"nodeId":3,"lastUpdateTimestamp":1700000010000,
       "healthState":"CRITICAL","unhealthySince":1700000000000,
       "failingCheckNames":["disk","latency"],"componentName":"cart-db","componentType":"database",
       "identifiers":["urn:x:cart-db"],"createdTimestamp":1700000010000,
       "startTimestamp":1699996400000,"endTimestamp":1700000305000,"contributingCount":3,
       "contributingProblems":[
        {"_type":"ContributingComponentProblem","nodeId":2,"healthState":"DEVIATING",
         "healthStateTimestamp":1700000005000,"failingCheckNames":["5xx"],
         "componentName":"cart-api","componentType":"service"},
        {"_type":"RestrictedContributingProblem","nodeId":9,"healthState":"DEVIATING",
         "healthStateTimestamp":1700000005000,"failingCheckNames":[]}]}
      """;

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsProblemsByRootCause() {
    server.on("GET /api/problems", 200, "{\"items\":[" + PROBLEM + "],\"total\":1}");

    Cli run = Cli.run(server, "problem", "list");
    assertThat(run.out())
        .matches(
            """
            ID   HEALTH     ROOT CAUSE   TYPE       CAUSES   AGE +UPDATED +FAILING CHECKS
            70   CRITICAL   cart-db      database   3        \\d+d +\\d+d +disk, latency
            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void listsThoseOfAQueryAtATime() {
    server.on(
        "GET /api/problems?query=domain%20%3D%20%22shop%22&time=1700000000000",
        200, "{\"items\":[],\"total\":0}");

    assertThat(
            Cli.run(
                    server,
                    "problem",
                    "list",
                    "--query",
                    "domain = \"shop\"",
                    "--at",
                    "1700000000000")
                .out())
        .isEqualTo("No problems.\n");
  }

  @Test
  void saysWhenNotAllAreShown() {
    server.on("GET /api/problems", 200, "{\"items\":[" + PROBLEM + "],\"total\":1200}");

    assertThat(Cli.run(server, "problem", "list").err())
        .isEqualTo("1200 problems; the 1 that changed last are shown\n");
  }

  @Test
  void showsWhereAQueryIsWrong() {
    server.on(
        "GET /api/problems?query=name",
        400,
        """
        {"_type":"QueryParsingFailure","reason":"line 1, column 5: found the end"}""");

    Cli run = Cli.run(server, "problem", "list", "--query", "name");
    assertThat(run.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(run.err()).contains("found the end");
  }

  @Test
  void describesAProblemWithWhatContributes() {
    server.on("GET /api/problems/70", 200, PROBLEM);

    assertThat(Cli.run(server, "problem", "describe", "70").out())
        .matches(
            """
            Id:                70
            Root cause:        cart-db
            Type:              database
            Element id:        3
            Identifiers:       urn:x:cart-db
            Health:            CRITICAL
            Failing checks:    disk
                               latency
            Unhealthy since:   2023-11-14T22:13:20Z
            Created:           2023-11-14T22:13:30Z
            Updated:           2023-11-14T22:13:30Z
            Causing events:    2023-11-14T21:13:20Z to 2023-11-14T22:18:25Z

            HEALTH      CONTRIBUTING CAUSE    TYPE      FAILING CHECKS   AGE +ID
            DEVIATING   cart-api              service   5xx              \\d+d +2
            DEVIATING   \\(out of your scope\\)   -         -                \\d+d +9
            and 1 more
            """);
  }

  @Test
  void saysWhenThereIsNoSuchProblem() {
    server.on(
        "GET /api/problems/71?time=1700000000000",
        404,
        "{\"_type\":\"ProblemNotFound\",\"message\":\"there is no problem 71 at that time\"}");

    Cli run = Cli.run(server, "problem", "describe", "71", "--at", "1700000000000");
    assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run.err()).contains("there is no problem 71 at that time");
    assertThat(Cli.run(server, "problem", "describe", "disk").err())
        .contains("ID: found \"disk\", expected the number of a problem");
  }

  @Test
  void listsWhatMayHaveCausedIt() {
    server.on(
        "GET /api/problems/70/causing-events?topologyTime=1700000000000&limit=5",
        200,
        """
        {"_type":"CausingEventsResult","items":[{"_type":"TopologyEvent","eventTime":1699999000000,
         "eventType":"Version Changed","category":"Changes","name":"version changed",
         "elements":[{"name":"cart-db"}]}]}
        """);

    assertThat(
            Cli.run(server, "problem", "causes", "70", "--limit", "5", "--at", "1700000000000")
                .out())
        .isEqualTo(
            """
            TIME                   TYPE              CATEGORY   ELEMENT   EVENT
            2023-11-14T21:56:40Z   Version Changed   Changes    cart-db   version changed
            """);
  }

  @Test
  void saysWhyThereAreNoCauses() {
    String path = "GET /api/problems/70/causing-events?limit=20";
    server.on(path, 200, "{\"_type\":\"CausingEventsAreNotAvailableForTheTime\"}");
    assertThat(Cli.run(server, "problem", "causes", "70").err()).contains("no longer kept");

    server.on(path, 200, "{\"_type\":\"TooManyTopologyResults\"}");
    assertThat(Cli.run(server, "problem", "causes", "70").err()).contains("too many elements");

    server.on(path, 200, "{\"_type\":\"CausingEventsResult\",\"items\":[]}");
    assertThat(Cli.run(server, "problem", "causes", "70").out())
        .isEqualTo("No events that may have caused it.\n");
  }
}
