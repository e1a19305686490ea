package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ViewCommandTest {
  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsViewsWithTheirHealth() {
    server.on(
        "GET /api/node/QueryView",
        200,
        """
        [{"id":7,"name":"Shop","identifier":"urn:shop","state":{"_type":"ViewHealthState",
         "state":"CRITICAL"}},
         {"id":8,"name":"All","state":{"_type":"ViewHealthState","state":"UNKNOWN",
         "error":"query: selects too much"}}]
        """);

    assertThat(Cli.run(server, "view", "list").out())
        .isEqualTo(
            """
            ID   NAME   HEALTH     SINCE   PROBLEM
            7    Shop   CRITICAL   -       -
            8    All    UNKNOWN    -       query: selects too much
            """);
    assertThat(Cli.run(server, "view", "list", "-o", "wide").out())
        .startsWith("ID   NAME   HEALTH     SINCE   PROBLEM                   IDENTIFIER\n")
        .contains("urn:shop");
  }

  @Test
  void saysWhenThereIsNone() {
    server.on("GET /api/node/QueryView", 200, "[]");

    assertThat(Cli.run(server, "view", "list").out()).isEqualTo("There is no view.\n");
  }
}
