package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ServiceTokenCommandTest {
  private static final String PATH = "/api/security/tokens";

  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsTokens() {
    server.on(
        "GET " + PATH,
        200,
        """
        [{"id":7,"lastUpdateTimestamp":1,"name":"ci","expiration":1000,
          "roles":["stackstate-guest","stackstate-admin"]},
         {"id":8,"lastUpdateTimestamp":1,"name":"grafana","roles":["stackstate-guest"]}]
        """);

    assertThat(Cli.run(server, "service-token", "list").out())
        .isEqualTo(
            """
            ID   NAME      EXPIRATION                       ROLES
            7    ci        1970-01-01T00:00:01Z (expired)   stackstate-guest, stackstate-admin
            8    grafana   never                            stackstate-guest
            """);
  }

  @Test
  void saysHowToMakeOneWhenThereAreNone() {
    server.on("GET " + PATH, 200, "[]");

    assertThat(Cli.run(server, "service-token", "list").out()).startsWith("No service tokens.");
  }

  @Test
  void createsATokenThatEndsOnADate() {
    server.on("POST " + PATH, 200, "{\"name\":\"ci\",\"token\":\"svctok-1\",\"expiration\":1}");

    Cli cli =
        Cli.run(
            server,
            "service-token",
            "create",
            "--name",
            "ci",
            "--roles",
            "stackstate-guest,stackstate-admin",
            "--expiration",
            "2030-01-02");
    assertThat(cli.out())
        .isEqualTo("Service token created: svctok-1\nKeep it: it cannot be shown again.\n");
    assertThat(server.last().body())
        .isEqualTo(
            "{\"name\":\"ci\",\"roles\":[\"stackstate-guest\",\"stackstate-admin\"],"
                + "\"expiryDate\":1893542400000}");
  }

  @Test
  void showsTheWholeAnswerAsJson() {
    server.on("POST " + PATH, 200, "{\"name\":\"ci\",\"token\":\"svctok-1\"}");

    Cli cli = Cli.run(server, "service-token", "create", "-n", "ci", "-r", "r", "-o", "json");
    assertThat(cli.out()).contains("\"token\" : \"svctok-1\"");
    assertThat(server.last().body()).doesNotContain("expiryDate");
  }

  @Test
  void deletesAToken() {
    server.on("DELETE " + PATH + "/7", 204, "");

    assertThat(Cli.run(server, "service-token", "delete", "--id", "7").out())
        .isEqualTo("Service token 7 deleted.\n");
    assertThat(Cli.run(server, "service-token", "delete", "--id", "8").code()).isNotZero();
  }

  @Test
  void refusesAnExpirationThatIsNoTime() {
    Cli cli = Cli.run(server, "service-token", "create", "-n", "a", "-r", "r", "-e", "tomorrow");
    assertThat(cli.code()).isNotZero();
    assertThat(cli.err()).contains("--expiration: found \"tomorrow\"");
  }
}
