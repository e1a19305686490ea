package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Somebody who got a message acknowledges it by its link, without logging in. The topology of the
 * quickstart is there.
 *
 * @param bodies what the webhook was told, which is a chat here
 */
record AcknowledgeScenario(Rest rest, URI server, String hook, List<JsonNode> bodies) {
  static final String BASE = "https://obs.example.org";
  private static final String ONE =
      "/api/event-handlers/"
          + URLEncoder.encode("urn:stackstate:event-handler:chat", StandardCharsets.UTF_8);

  void run() throws Exception {
    String body =
        "{'name':'in chat','secrets':{'chat/url':'"
            + hook
            + "'},'spec':{'triggers':[{'elementHealth':{'to':['CRITICAL']}}],'scope':{"
            + "'componentTags':['role:web']},'outputs':[{'name':'chat','slack':{'urlSecretRef':"
            + "{'name':'chat','key':'url'}}}]}}";
    assertThat(rest.put(ONE, body.replace('\'', '"')).statusCode()).isEqualTo(200);
    rest.acceptSample("health/critical.json");
    await().atMost(Duration.ofMinutes(4)).until(() -> link() != null);
    URI link = server.resolve(link().substring(BASE.length()));

    HttpResponse<String> page = send(HttpRequest.newBuilder(link).GET());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Disk space", "in chat", "<form method=\"post\">");
    assertThat(rest.get(ONE + "/notifications").body()).doesNotContain("acknowledgedBy");

    HttpResponse<String> done =
        send(HttpRequest.newBuilder(link).POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(done.statusCode()).isEqualTo(200);
    await()
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(
            () ->
                assertThat(rest.get(ONE + "/notifications").body())
                    .contains("\"acknowledgedBy\":\"a link in chat\""));
    assertThat(send(HttpRequest.newBuilder(URI.create(link + "x")).GET()).statusCode())
        .isEqualTo(404);
    rest.acceptSample("health/clear.json");
    await()
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(
            () -> assertThat(rest.get(ONE + "/notifications").body()).doesNotContain("a link in"));
    assertThat(rest.delete(ONE).statusCode()).isEqualTo(204);
  }

  /** That of the last button of the message; null before there is one. */
  private String link() {
    return bodies.stream()
        .flatMap(body -> body.findValuesAsText("url").stream())
        .filter(url -> url.startsWith(BASE + "/api/acknowledge/"))
        .findFirst()
        .orElse(null);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
