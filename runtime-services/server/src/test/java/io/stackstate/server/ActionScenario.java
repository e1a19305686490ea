package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.model.Json;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * An event handler does an action of the component that fails, through the API of its own process.
 * The topology of the quickstart is there, and healthy.
 */
record ActionScenario(Rest rest) {
  private static final String ACTION = "urn:test:component-action:restart";
  private static final String HANDLER = "/api/event-handlers/urn:test:event-handler:actions";

  void run() throws Exception {
    String action =
        "{'_version':'1.0.85','nodes':[{'_type':'ComponentActionDefinition','name':'restart',"
            + "'identifier':'"
            + ACTION
            + "','bindQuery':'name = \\\"web-1\\\"','script':'\\\"restarted\\\"'}]}";
    ok(rest.post("/api/import", action.replace('\'', '"')));
    String handler =
        "{'name':'actions','spec':{'triggers':[{'elementHealth':{'to':['CRITICAL']}}],"
            + "'grouping':{'by':['element'],'wait':'0s','interval':'0s'},"
            + "'scope':{'query':'name = \\\"web-1\\\"'},"
            + "'outputs':[{'name':'act','componentAction':{'action':'"
            + ACTION
            + "'}},{'name':'none','componentAction':{'action':'urn:test:component-action:none'}}]}}";
    ok(rest.put(HANDLER, handler.replace('\'', '"')));
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> status().path("state").asText().equals("Executed"));
    assertThat(status().path("notExecuted")).isEmpty();
    rest.acceptSample("health/critical.json");
    await()
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(
            () -> {
              assertThat(output("act").path("sent").asInt()).isPositive();
              assertThat(output("none").at("/errors/0/message").asText())
                  .contains("urn:test:component-action:none", "answered 404");
            });
    assertThat(output("act").path("errors")).isEmpty();
    assertThat(rest.delete(HANDLER).statusCode()).isEqualTo(204);
    rest.acceptSample("health/clear.json");
  }

  private JsonNode status() throws Exception {
    return ok(rest.get(HANDLER + "/status"));
  }

  private JsonNode output(String name) throws Exception {
    for (JsonNode output : status().path("outputs")) {
      if (output.path("name").asText().equals(name)) {
        return output;
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode ok(HttpResponse<String> reply) throws Exception {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Json.mapper().readTree(reply.body());
  }
}
