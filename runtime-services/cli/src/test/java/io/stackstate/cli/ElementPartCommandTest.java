package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks and streams of elements. */
class ElementPartCommandTest {
  private static final String COMPONENT = "/api/components/urn%3Aapp%3A%2Fcart";

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsChecksOfAgentsAndPeople() {
    server.on(
        "GET " + COMPONENT + "/checks?queryTime=now",
        200,
        """
        [{"id":5,"name":"cpu","syncCreated":true,"state":{"state":"CRITICAL","shortMessage":"is 95"}},
         {"id":6,"name":"slow","syncCreated":false}]
        """);

    assertThat(Cli.run(server, "topology", "check", "list", "urn:app:/cart").out())
        .isEqualTo(
            """
            ID   NAME   STATE      MADE BY   WHY
            5    cpu    CRITICAL   sync      is 95
            6    slow   -          people    -
            """);
  }

  @Test
  void listsStreamsOfARelationAsTheyWere() {
    server.on(
        "GET /api/relations/12/streams?queryTime=1700000000000",
        200,
        """
        [{"id":7,"name":"latency","syncCreated":false,"telemetryQuery":{"metricField":"l",
          "aggregation":"MEAN","conditions":[{"key":"host","value":"a"},{"key":"b","value":"c"}]}}]
        """);

    Cli cli =
        Cli.run(server, "topology", "stream", "list", "12", "--relation", "--at", "1700000000000");

    assertThat(cli.out())
        .isEqualTo(
            """
            ID   NAME      MADE BY   AGGREGATION   METRIC   CONDITIONS
            7    latency   people    MEAN          l        host=a, b=c
            """);
  }

  @Test
  void createsFromAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("check.json"), "{\"name\":\"slow\"}");
    server.on("POST " + COMPONENT + "/checks", 201, "{\"id\":9,\"name\":\"slow\"}");

    Cli cli =
        Cli.run(server, "topology", "check", "create", "urn:app:/cart", "--file", file.toString());

    assertThat(cli.out()).isEqualTo("slow is made, with id 9.\n");
    assertThat(server.last().body()).isEqualTo("{\"name\":\"slow\"}");
  }

  @Test
  void deletesAndTellsWhyNot() {
    server.on("DELETE " + COMPONENT + "/streams/7", 204, "");
    server.on(
        "DELETE " + COMPONENT + "/streams/8",
        409,
        "{\"_type\":\"ErrorsResponse\",\"errors\":[{\"message\":\"stream 8 is used\"}]}");

    assertThat(Cli.run(server, "topology", "stream", "delete", "urn:app:/cart", "7").out())
        .isEqualTo("7 is deleted.\n");
    Cli refused = Cli.run(server, "topology", "stream", "delete", "urn:app:/cart", "8");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("stream 8 is used (HTTP 409)");
  }

  @Test
  void anElementWithoutAnySaysSo() {
    server.on("GET " + COMPONENT + "/streams?queryTime=now", 200, "[]");

    assertThat(Cli.run(server, "topology", "stream", "list", "urn:app:/cart").out())
        .isEqualTo("urn:app:/cart has no streams.\n");

    server.on("GET " + COMPONENT + "/checks?queryTime=now", 200, "[]");
    assertThat(Cli.run(server, "topology", "check", "list", "urn:app:/cart").out())
        .isEqualTo(
            "urn:app:/cart has no checks. What health streams and monitors say of it:"
                + " stackstate topology inspect urn:app:/cart\n");
  }
}
