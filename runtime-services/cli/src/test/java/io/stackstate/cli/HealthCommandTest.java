package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HealthCommandTest {
  private static final String PATH = "/api/synchronization/health/streams";
  private static final String URN = "urn:health:nagios:site%2Fa";
  private static final String STREAM = PATH + "/urn%3Ahealth%3Anagios%3Asite%252Fa";

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsStreams() {
    server.on(
        "GET " + PATH,
        200,
        """
        {"items":[{"urn":"urn:health:nagios:site%2Fa","consistencyModel":"REPEAT_SNAPSHOTS",
         "subStreams":1}]}
        """);

    assertThat(Cli.run(server, "health", "list").out())
        .isEqualTo(
            """
            URN                          CONSISTENCY MODEL   SUB STREAMS
            urn:health:nagios:site%2Fa   REPEAT_SNAPSHOTS    1
            """);
  }

  @Test
  void saysWhereStreamsComeFromWhenThereAreNone() {
    server.on("GET " + PATH, 200, "{\"items\":[]}");

    assertThat(Cli.run(server, "health", "list").out()).startsWith("No health streams.");
  }

  @Test
  void listsSubStreams() {
    server.on(
        "GET " + STREAM + "/substreams",
        200,
        """
        {"subStreams":[{"subStreamId":"","checkStateCount":2},
         {"subStreamId":"b","checkStateCount":0}]}
        """);

    assertThat(Cli.run(server, "health", "list", "-u", URN).out())
        .isEqualTo(
            """
            SUB STREAM   CHECK STATES
            (default)    2
            b            0
            """);
  }

  @Test
  void showsErrorsAndWhatFoundNoElement() {
    server.on(
        "GET " + STREAM + "/status",
        200,
        """
        {"partition":1,"consistencyModel":"REPEAT_SNAPSHOTS","globalErrors":[],
         "aggregateMetrics":{"bucketSizeSeconds":300,"latencySeconds":[{},{"value":0.25}],
          "messagePerSecond":[{},{"value":0.5}]},
         "mainStreamStatus":{"errors":[{"errorCode":"SubStreamLateData","level":"WARNING",
           "error":"No complete snapshot came","count":1}],
          "subStreamState":{"_type":"HealthSubStreamSnapshot","repeatIntervalMs":60000},
          "checkStateCount":2}}
        """);
    server.on(
        "GET " + STREAM + "/topologyMatches",
        200,
        """
        {"matchedCheckStates":1,"unmatchedCheckStates":[{"checkStateId":"c1",
          "topologyElementIdentifier":"urn:host:/DB-1","similarIdentifier":"urn:host:/db-1"}],
         "multipleMatchesCheckStates":[]}
        """);

    assertThat(Cli.run(server, "health", "status", "-u", URN, "-t").out())
        .isEqualTo(
            """
            Urn:                 urn:health:nagios:site%2Fa
            Consistency model:   REPEAT_SNAPSHOTS
            Check states:        2
            Repeat interval:     60 s
            Messages:            0.500/s
            Latency:             0.250 s

            LEVEL     ERROR               COUNT   MESSAGE
            WARNING   SubStreamLateData   1       No complete snapshot came

            1 check state found an element, 1 did not.
            CHECK STATE   IDENTIFIER       ELEMENTS   DID YOU MEAN
            c1            urn:host:/DB-1   0          urn:host:/db-1
            """);
  }

  @Test
  void clearsErrorsAndDeletes() {
    server.on("POST " + STREAM + "/clearErrors", 204, "");
    server.on("DELETE " + STREAM, 204, "");

    Cli cleared = Cli.run(server, "health", "clear-error", "-u", URN);
    assertThat(cleared.out()).isEqualTo("Errors of " + URN + " are cleared.\n");
    assertThat(cleared.code()).isZero();
    assertThat(Cli.run(server, "health", "delete", "-u", URN).out())
        .isEqualTo(URN + " is being deleted.\n");
  }

  @Test
  void asksForTheUrn() {
    Cli cli = Cli.run(server, "health", "status");
    assertThat(cli.code()).isNotZero();
    assertThat(cli.err()).contains("--urn");
  }
}
