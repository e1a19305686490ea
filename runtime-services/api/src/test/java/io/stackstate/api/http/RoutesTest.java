package io.stackstate.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.api.HttpApi;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.TokenAuthenticator;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final int MAX_BYTES = 1000;
  private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();
  private static final CountDownLatch STREAM_DONE = new CountDownLatch(1);
  private static HttpApi http;

  @BeforeAll
  static void start() {
    ErrorResponses errors =
        new ErrorResponses(InstantSource.fixed(Instant.ofEpochMilli(1700000000000L)), () -> "key1");
    Routes routes =
        new Routes(
            new TokenAuthenticator(List.of(ServiceToken.unrestricted(HttpApi.TOKEN))),
            errors,
            new RequestMetrics(METRICS));
    routes
        .get("/api/echo/{name}/tail", call -> echo(call.path("name")))
        .get("/api/param", call -> echo(call.param("q").orElse("not given")))
        .get("/api/number", call -> echo("" + call.longParam("n", 1, 9).orElse(-1)))
        .post("/api/body", call -> echo(call.body().requiredText("name")))
        .delete("/api/thing", call -> Answer.noContent())
        .get("/api/half", call -> Answer.stream(out -> out.writeString("a\ud83db")))
        .get("/api/broken", call -> fail())
        .get(
            "/api/endless",
            call -> new Answer.Stream(RoutesTest::writeForEver, STREAM_DONE::countDown))
        .get("/api/large", call -> Answer.stream(RoutesTest::writeLarge));
    http = new HttpApi(server -> routes.bind(server, MAX_BYTES, Duration.ofSeconds(30)));
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "urn:health:kubernetes:%2Fprod, urn:health:kubernetes:/prod",
    "urn%3Aa%3Ab, urn:a:b",
    "a%2Fb%3Fc%20d, a/b?c d",
    "%E2%82%AC%F0%9F%9A%80+, €🚀+",
    "a%3Bb%26c%25d, a;b&c%d",
    "%2F%2Fx%2F, //x/"
  })
  void keepsEncodedCharactersInASegmentOfThePath(String encoded, String expected) throws Exception {
    assertThat(http.get("/api/echo/" + encoded + "/tail").json().textValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/echo/%zz/tail", "/api/echo/a%2F..%2Fb/tail", "/api/x%00", "/api"})
  void answersAnImpossiblePathWithTheGenericBody(String path) throws Exception {
    String response = raw(path);
    assertThat(response)
        .matches("(?s)HTTP/1.1 40[04] .*")
        .containsIgnoringCase("content-type: application/json\r\n")
        .contains("\"_type\":\"ErrorsResponse\"");
  }

  @Test
  void answersALineThatIsTooLongWithTheGenericBody() throws Exception {
    assertThat(raw("/api/param?q=" + "x".repeat(20_000)))
        .matches("(?s)HTTP/1.1 4.*")
        .containsIgnoringCase("content-type: application/json\r\n");
  }

  /** What a client that checks nothing gets. */
  private static String raw(String path) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: %s\r\n\r\n"
            .formatted(path, HttpApi.TOKEN);
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", http.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      byte[] response = socket.getInputStream().readAllBytes();
      return new String(response, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void takesAnEmptyQueryValueAsNotGiven() throws Exception {
    assertThat(http.get("/api/param?q=").json().textValue()).isEqualTo("not given");
    assertThat(http.get("/api/param?q=a+b").json().textValue()).isEqualTo("a b");
  }

  @Test
  void namesTheParameterThatIsNoNumber() throws Exception {
    HttpApi.Reply reply = http.get("/api/number?n=ten");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(message(reply)).isEqualTo("n: found \"ten\", expected a whole number from 1 to 9");
    assertThat(message(http.get("/api/number?n=10"))).startsWith("n: found 10");
  }

  @Test
  void answersWithExactlyApplicationJson() throws Exception {
    assertThat(http.get("/api/param").contentType()).isEqualTo("application/json");
    assertThat(http.get("/api/large").contentType()).isEqualTo("application/json");
    assertThat(http.get("/api/nothing").contentType()).isEqualTo("application/json");
  }

  @Test
  void answersAnErrorWithTheGenericBody() throws Exception {
    HttpApi.Reply reply = http.get("/api/nothing");
    assertThat(reply.raw().body())
        .isEqualTo(
            "{\"_type\":\"ErrorsResponse\",\"trackingKey\":\"key1\",\"serverTimestamp\":1700000000000,"
                + "\"errors\":[{\"_type\":\"InternalError\",\"message\":\"there is nothing at"
                + " /api/nothing\",\"errorCode\":404}]}");
    assertThat(reply.status()).isEqualTo(404);
  }

  @Test
  void answersAnUnexpectedExceptionWithATrackingKeyAndNothingOfTheInside() throws Exception {
    HttpApi.Reply reply = http.get("/api/broken");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.json().get("trackingKey").textValue()).isEqualTo("key1");
    assertThat(reply.raw().body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/param", "/api/nothing", "/api/endless"})
  void refusesWhoeverHasNoToken(String path) throws Exception {
    HttpApi.Reply none = http.send(http.anonymous(path).GET());
    HttpApi.Reply wrong = http.send(http.anonymous(path).header("X-API-Key", "wrong").GET());
    for (HttpApi.Reply reply : List.of(none, wrong)) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.contentType()).isEqualTo("application/json");
      assertThat(reply.json().get("_type").textValue()).isEqualTo("ErrorsResponse");
    }
  }

  @Test
  void namesTheMethodsOfARoute() throws Exception {
    HttpApi.Reply reply = http.post("/api/thing", "{}");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.raw().headers().firstValue("allow")).hasValue("DELETE");
    assertThat(message(reply)).isEqualTo("found method POST, expected DELETE");
  }

  @Test
  void answersADeletionWithoutABody() throws Exception {
    HttpApi.Reply reply = http.delete("/api/thing");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.raw().body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":  | body: malformed JSON at line 1, column",
        "[]          | body: found [], expected a JSON object",
        "''          | body: found nothing, expected a JSON object",
        "{\"name\":5} | name: found 5, expected a string",
        "{\"name\":\" \"} | name: found \" \", expected a non-blank string",
        "{} {}       | body: malformed JSON",
      })
  void saysWhatIsWrongWithABody(String body, String expected) throws Exception {
    HttpApi.Reply reply = http.post("/api/body", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(message(reply)).startsWith(expected);
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    HttpApi.Reply reply = http.post("/api/body", "{\"name\":\"" + "x".repeat(MAX_BYTES) + "\"}");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.json().get("_type").textValue()).isEqualTo("ErrorsResponse");
  }

  @Test
  void refusesABodyOfAnotherType() throws Exception {
    HttpRequest.Builder request =
        http.request("/api/body")
            .header("Content-Type", "application/xml")
            .POST(HttpRequest.BodyPublishers.ofString("<name/>"));
    HttpApi.Reply reply = http.send(request);
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.contentType()).isEqualTo("application/json");
  }

  @Test
  void streamsABodyOfManyChunks() throws Exception {
    JsonNode numbers = http.get("/api/large").json();
    assertThat(numbers).hasSize(200_000);
    assertThat(numbers.get(199_999).intValue()).isEqualTo(199_999);
  }

  @Test
  void sendsHalfASurrogatePairAsAQuestionMark() throws Exception {
    assertThat(http.get("/api/half").json().textValue()).isEqualTo("a?b");
  }

  @Test
  void stopsWritingWhenTheClientIsGone() throws Exception {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", http.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/endless HTTP/1.1\r\nHost: x\r\nX-API-Key: " + HttpApi.TOKEN + "\r\n\r\n")
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    assertThat(STREAM_DONE.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void countsRequestsByRouteMethodAndCode() throws Exception {
    http.get("/api/echo/one/tail");
    http.get("/api/echo/two/tail");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        METRICS
                            .get(RequestMetrics.NAME)
                            .tags("route", "/api/echo/:name/tail", "method", "GET", "code", "200")
                            .timer()
                            .count())
                    .isGreaterThanOrEqualTo(2));
  }

  private static Answer echo(String text) {
    return Answer.ok(out -> out.writeString(text));
  }

  private static Answer fail() {
    throw new IllegalStateException("a secret of the inside");
  }

  private static void writeForEver(com.fasterxml.jackson.core.JsonGenerator out)
      throws IOException {
    out.writeStartArray();
    while (STREAM_DONE.getCount() > 0) {
      out.writeNumber(1);
    }
  }

  private static void writeLarge(com.fasterxml.jackson.core.JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (int i = 0; i < 200_000; i++) {
      out.writeNumber(i);
    }
    out.writeEndArray();
  }

  private static String message(HttpApi.Reply reply) throws IOException {
    return reply.json().at("/errors/0/message").textValue();
  }
}
