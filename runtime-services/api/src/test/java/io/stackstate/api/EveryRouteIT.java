package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi.Endpoint;
import io.stackstate.api.HttpApi.Reply;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.Role;
import io.stackstate.api.kafka.TestBroker;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all routes of the API, whichever there are (REST sheet, sections 3, 5 and 12). */
@ExtendWith(TestBroker.class)
class EveryRouteIT {
  private static final String NEEDS = "not permitted: this needs the permission ";

  /** Those that are a number, a time, a flag, a query or one of some words. */
  private static final List<String> PARAMETERS =
      List.of(
          "at",
          "dryRun",
          "endTime",
          "endTimestampMs",
          "eventCategories",
          "from",
          "healthState",
          "last",
          "limit",
          "maxPoints",
          "offset",
          "partition",
          "queryTime",
          "startTime",
          "startTimestampMs",
          "step",
          "streamIds",
          "time",
          "timeoutSeconds",
          "to",
          "topologyTime",
          "query");

  /** Their number has no divisor in common with that of the parameters. */
  private static final List<String> VALUES =
      List.of(
          "",
          "-1",
          "0",
          "x",
          "1.5",
          "9223372036854775807",
          "99999999999999999999",
          "a%7Cb&limit=2",
          "%00");

  private static ApiStack stack;
  private static HttpApi http;

  @BeforeAll
  static void start(@TempDir Path directory) {
    stack = new ApiStack(directory);
    http = stack.http();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void eachNeedsThePermissionThatItIsDocumentedWith() throws Exception {
    Set<String> table = new TreeSet<>();
    for (Endpoint endpoint : http.endpoints()) {
      Reply anonymous = http.send(request(endpoint, "1", "").method(endpoint.method(), none()));
      Reply nobody = askAsNobody(endpoint);
      table.add(endpoint.method() + " " + endpoint.pattern() + " " + needs(anonymous, nobody));
    }

    assertThat(String.join("\n", table) + "\n")
        .isEqualTo(JsonText.golden(EveryRouteIT.class, "route-permissions.txt"));
  }

  /** The permission that an answer tells of. */
  private static String needs(Reply anonymous, Reply nobody) throws IOException {
    if (anonymous.status() != 401) {
      return "- open, a signature in the request decides";
    }
    assertThat(anonymous.raw().headers().firstValue("www-authenticate")).isPresent();
    return nobody.status() == 403 ? message(nobody).substring(NEEDS.length()) : "- any token";
  }

  private static String message(Reply forbidden) throws IOException {
    String message = forbidden.json().at("/errors/0/message").asText();
    assertThat(message).startsWith(NEEDS);
    return message;
  }

  @Test
  void guestsAndScopesPassWhereTheirPermissionsSaySo() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    for (Endpoint endpoint : http.endpoints()) {
      Permission needed = needed(endpoint);
      if (needed == null || endpoint.isAdmin()) {
        continue;
      }
      softly
          .assertThat(passes(endpoint, ApiStack.GUEST))
          .as("a guest: %s", endpoint)
          .isEqualTo(Role.GUEST.permissions().contains(needed));
      softly
          .assertThat(passes(endpoint, "scoped"))
          .as("somebody with a scope: %s", endpoint)
          .isEqualTo(Permission.scoped().contains(needed));
    }
    softly.assertAll();
  }

  @Test
  void metricsByAQueryOfOnesOwnAreNotForAScope() throws Exception {
    Reply reply =
        http.send(
            http.anonymous("/api/telemetry/query")
                .header("X-API-Key", "scoped")
                .POST(
                    BodyPublishers.ofString(
                        "{\"metricField\":\"m\",\"startMillis\":1,\"endMillis\":2}")));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.raw().body()).contains("with a scope, metrics are those of elements");
  }

  /** Null for a route that needs none. */
  private static Permission needed(Endpoint endpoint) throws Exception {
    Reply nobody = askAsNobody(endpoint);
    return nobody.status() == 403
        ? Permission.named(message(nobody).substring(NEEDS.length())).orElseThrow()
        : null;
  }

  private static Reply askAsNobody(Endpoint endpoint) throws Exception {
    return http.send(
        request(endpoint, "1", "")
            .header("X-API-Key", ApiStack.NOBODY)
            .method(endpoint.method(), none()));
  }

  private static boolean passes(Endpoint endpoint, String token) throws Exception {
    Reply reply =
        http.send(
            request(endpoint, "urn:none", "")
                .header("Authorization", "ApiKey " + token)
                .method(endpoint.method(), none()));
    return reply.status() != 403 || !reply.raw().body().contains(NEEDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "99999999999999999999",
        "urn:health:a:%2Fb%253Ac",
        "a%7Cb",
        "%20%F0%9F%9A%80"
      })
  void anOddIdIsAnErrorOfTheClient(String id) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    for (Endpoint endpoint : answering()) {
      if (endpoint.pattern().contains(":")) {
        expectOrder(softly, endpoint, ask(endpoint, id, "", "{}"));
      }
    }
    softly.assertAll();
  }

  /** Each value stands for each parameter, though not at each route. */
  @Test
  void anOddParameterIsAnErrorOfTheClient() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    int turn = 0;
    for (Endpoint endpoint : answering()) {
      for (String name : PARAMETERS) {
        String given = "?" + name + "=" + VALUES.get(turn++ % VALUES.size());
        if (endpoint.method().equals("GET")) {
          expectOrder(softly, endpoint, ask(endpoint, "1", given, ""));
        }
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"query\":7,\"limit\":\"x\"}", "\0"})
  void anOddBodyIsAnErrorOfTheClient(String body) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    for (Endpoint endpoint : answering()) {
      if (!Set.of("GET", "DELETE").contains(endpoint.method())) {
        expectOrder(softly, endpoint, ask(endpoint, "1", "", body));
      }
    }
    softly.assertAll();
  }

  /** Whatever is asked: no answer is a fault of the server, and errors are read by all clients. */
  private static void expectOrder(SoftAssertions softly, Endpoint endpoint, Reply reply)
      throws IOException {
    String wanted = endpoint + " of " + reply.raw().uri();
    softly
        .assertThat(reply.status())
        .as("%s: %s", wanted, reply.raw().body())
        .satisfiesAnyOf(
            status -> assertThat(status).isLessThan(500),
            // Elasticsearch and the runner of monitors are not there.
            status -> assertThat(status).isIn(503, 504));
    if (reply.status() >= 400) {
      softly.assertThat(reply.contentType()).as(wanted).isEqualTo("application/json");
      JsonNode said = reply.json();
      softly.assertThat(said.isContainerNode() && !said.isEmpty()).as(wanted).isTrue();
    }
  }

  private static Reply ask(Endpoint endpoint, String id, String query, String body)
      throws Exception {
    HttpRequest.BodyPublisher sent =
        Set.of("GET", "DELETE").contains(endpoint.method())
            ? none()
            : BodyPublishers.ofString(body);
    return http.send(
        request(endpoint, id, query)
            .header("X-API-Key", HttpApi.TOKEN)
            .method(endpoint.method(), sent));
  }

  /**
   * All but those that rebuild the store, those that answer people with a page, and those that wait
   * for event handlers, which nobody runs here.
   */
  private static List<Endpoint> answering() {
    return http.endpoints().stream()
        .filter(endpoint -> !endpoint.isAdmin())
        .filter(endpoint -> !endpoint.pattern().matches(".*/(acknowledge/:token|silences.*|ack)"))
        .toList();
  }

  private static HttpRequest.Builder request(Endpoint endpoint, String id, String query) {
    return http.anonymous(endpoint.pattern().replaceAll(":\\*?[A-Za-z]+", id) + query);
  }

  private static HttpRequest.BodyPublisher none() {
    return BodyPublishers.noBody();
  }
}
