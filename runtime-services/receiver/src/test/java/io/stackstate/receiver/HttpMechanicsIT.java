package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import io.stackstate.model.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys, encodings, sizes and status codes: test cases of the intake sheet, section 19. */
@ExtendWith(KafkaUnderTest.Shared.class)
class HttpMechanicsIT {
  private static final String EMPTY = "{\"internalHostname\":\"h\"}";
  private static final int MIB = 1 << 20;

  private static final List<String> KEYS =
      new CopyOnWriteArrayList<>(List.of(RunningReceiver.KEY, "second"));
  private static RunningReceiver receiver;

  @BeforeAll
  static void start() {
    receiver = new RunningReceiver(KafkaUnderTest.shared().settings(), () -> KEYS, "");
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void aKeyIsTakenFromEveryDocumentedPlace() {
    String basic =
        Base64.getEncoder()
            .encodeToString(("apikey:" + RunningReceiver.KEY).getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers =
        Map.of(
            "sts-api-key", RunningReceiver.KEY,
            "DD-Api-Key", RunningReceiver.KEY,
            "X-API-Key", RunningReceiver.KEY,
            "Authorization", "ApiKey " + RunningReceiver.KEY);
    headers.forEach((name, value) -> assertThat(statusWith("", name, value)).isEqualTo(200));
    assertThat(statusWith("", "Authorization", "Bearer " + RunningReceiver.KEY)).isEqualTo(200);
    assertThat(statusWith("", "Authorization", "Basic " + basic)).isEqualTo(200);
    assertThat(statusWith("?api_key=" + RunningReceiver.KEY, "x", "y")).isEqualTo(200);
    assertThat(keyInBody("\"apiKey\":\"" + RunningReceiver.KEY + "\"")).isEqualTo(200);
  }

  @Test
  void wrongAndMissingKeysAreForbidden() {
    assertThat(statusWith("?api_key=wrong", "x", "y")).isEqualTo(403);
    assertThat(statusWith("", "x", "y")).isEqualTo(403);
    assertThat(keyInBody("\"apiKey\":\"\"")).isEqualTo(403);
    assertThat(keyInBody("\"apiKey\":\"wrong\"")).isEqualTo(403);
    HttpResponse<String> large =
        receiver.postAs("/stsAgent/intake?api_key=wrong", new byte[8 * MIB], "");
    assertThat(large.statusCode()).isEqualTo(403);
    assertThat(large.body()).isEqualTo("{\"error\":\"invalid api key\"}");
  }

  @Test
  void aBadBodyWithoutAKeyTellsNothing() {
    HttpResponse<String> response =
        receiver.postAs("/stsAgent/intake", "{".getBytes(StandardCharsets.UTF_8), "");
    assertThat(response.statusCode()).isEqualTo(403);
    String withKey = "{\"apiKey\":\"" + RunningReceiver.KEY + "\"}";
    assertThat(
            receiver
                .postAs("/stsAgent/intake", withKey.getBytes(StandardCharsets.UTF_8), "")
                .body())
        .contains("internalHostname");
  }

  @Test
  void aWrongKeyInAStrongerPlaceIsNotRescued() {
    String right = "?api_key=" + RunningReceiver.KEY;
    assertThat(statusWith(right, "sts-api-key", "wrong")).isEqualTo(403);
    assertThat(statusWith(right, "sts-api-key", "")).isEqualTo(200);
    assertThat(statusWith(right, "X-API-Key", "wrong")).isEqualTo(200);
    assertThat(statusWith("?api_key=", "X-API-Key", RunningReceiver.KEY)).isEqualTo(200);
  }

  @Test
  void aKeyCanBeRetiredWhileRunning() {
    KEYS.add("third");
    assertThat(statusWith("?api_key=third", "x", "y")).isEqualTo(200);
    KEYS.remove("third");
    assertThat(statusWith("?api_key=third", "x", "y")).isEqualTo(403);
    assertThat(statusWith("?api_key=second", "x", "y")).isEqualTo(200);
  }

  @Test
  void allDocumentedEncodingsAreUndone() throws IOException {
    byte[] plain = EMPTY.getBytes(StandardCharsets.UTF_8);
    assertThat(post(plain, "identity")).isEqualTo(200);
    assertThat(post(gzip(plain), "gzip")).isEqualTo(200);
    assertThat(post(deflate(plain, false), "deflate")).isEqualTo(200);
    assertThat(post(deflate(plain, true), "deflate")).isEqualTo(200);
    assertThat(post(Zstd.compress(plain), "zstd")).isEqualTo(200);
    assertThat(post(plain, "br")).isEqualTo(400);
    assertThat(post(plain, "gzip")).isEqualTo(400);
  }

  @Test
  void aTruncatedBodyIsABadRequest() throws IOException {
    byte[] plain =
        ("{\"internalHostname\":\"h\",\"x\":\"" + "abc".repeat(500) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    for (byte[] body : List.of(gzip(plain), deflate(plain, false), Zstd.compress(plain))) {
      String encoding =
          body == null ? "" : body[0] == 0x1f ? "gzip" : body[0] == 0x78 ? "deflate" : "zstd";
      for (int length = 0; length < body.length; length += 3) {
        assertThat(post(Arrays.copyOf(body, length), encoding))
            .as("%s cut at %d of %d", encoding, length, body.length)
            .isEqualTo(400);
      }
    }
  }

  @Test
  void aBombIsCountedWhileItIsDecoded() throws IOException {
    byte[] head = "{\"internalHostname\":\"h\",\"x\":[".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(head);
      byte[] spaces = new byte[MIB];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 257; i++) {
        out.write(spaces);
      }
    }
    assertThat(post(gzip.toByteArray(), "gzip")).isEqualTo(413);
  }

  @Test
  void aBodyAboveTheLimitIsTooLarge() {
    byte[] body = new byte[65 * MIB];
    Arrays.fill(body, (byte) ' ');
    assertThat(post(body, "")).isEqualTo(413);
  }

  @Test
  void aMissingHostIsNamedAndNothingIsStored() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/intake",
            "{\"topologies\":[{\"instance\":{\"type\":\"nohost\",\"url\":\"u\"},"
                + "\"start_snapshot\":true}],\"metrics\":[[\"m\",1,1,{\"hostname\":\"nohost\"}]]}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"error\":\"is missing\",\"path\":\"internalHostname\"}");
    assertThat(KafkaUnderTest.shared().topics()).doesNotContain("sts_topo_nohost_u");
    assertThat(KafkaUnderTest.shared().read(Topics.MULTI_METRICS))
        .noneMatch(r -> "nohost".equals(r.key()));
  }

  @Test
  void faultsOfTheMessageNameTheirPlace() {
    assertFault("{\"internalHostname\":\"h\",\"topologies\":{}}", "topologies");
    assertFault("{\"internalHostname\":\"h\",\"topologies\":[{}]}", "topologies[0].instance");
    assertFault(
        "{\"internalHostname\":\"h\",\"topologies\":[{\"instance\":{\"type\":\"t\"}}]}",
        "topologies[0].instance.url");
    assertFault("{\"internalHostname\":[]}", "internalHostname");
    assertFault("{\"internalHostname\":\"h\",\"events\":[1]}", "events");
    assertFault("{\"internalHostname\":\"h\",\"collection_timestamp\":-1}", "collection_timestamp");
    assertFault("{\"internalHostname\":\"h\",\"metrics\":[[1,2,}", "metrics[0][2]");
    assertThat(receiver.post("/stsAgent/intake", "{\"internalHostname\":\"h\"} x").statusCode())
        .isEqualTo(400);
    assertThat(receiver.post("/stsAgent/intake", "").statusCode()).isEqualTo(400);
    assertThat(receiver.post("/stsAgent/intake", "[".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void emptyAndNullArraysAreFine() {
    String all = "\"topologies\":%1$s,\"metrics\":%1$s,\"health\":%1$s,\"service_checks\":%1$s";
    for (String value : List.of("[]", "null")) {
      receiver.accept("{\"internalHostname\":\"h\",\"events\":null," + all.formatted(value) + "}");
    }
    receiver.accept(EMPTY);
  }

  @Test
  void unknownPathsAndMethodsAreRefused() {
    assertThat(receiver.post("/stsAgent/nothing", "{}").statusCode()).isEqualTo(404);
    assertThat(receiver.get("/stsAgent/").statusCode()).isEqualTo(404);
    HttpResponse<String> get = receiver.get("/stsAgent/intake?api_key=" + RunningReceiver.KEY);
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).contains("POST");
  }

  @Test
  void theHandshakeWorks() {
    HttpResponse<String> valid =
        receiver.get("/stsAgent/api/v1/validate?api_key=" + RunningReceiver.KEY);
    assertThat(valid.statusCode()).isEqualTo(200);
    assertThat(valid.body()).isEqualTo("{\"valid\":true}");
    assertThat(receiver.get("/stsAgent/api/v1/validate?api_key=wrong").statusCode()).isEqualTo(403);
    HttpResponse<String> features = receiver.get("/receiver/stsAgent/features");
    assertThat(features.statusCode()).isEqualTo(200);
    assertThat(features.body()).startsWith("{").contains("\"max-connections-per-agent\":150000");
  }

  @Test
  void healthFollowsKafka() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(receiver.get("/health").statusCode()).isEqualTo(200));
  }

  @Test
  void pathsWithoutAConsumerAcceptCountAndDrop() {
    for (String path :
        List.of("/api/v0.2/stats", "/api/v1/sketches", "/api/v2/series", "/api/v0.2/traces")) {
      assertThat(receiver.post("/stsAgent" + path, "\u0000binary").statusCode()).isEqualTo(200);
      assertThat(
              receiver
                  .metrics()
                  .get("stackstate.receiver.dropped")
                  .tag("path", path)
                  .counter()
                  .count())
          .isEqualTo(1);
    }
    assertThat(receiver.post("/stsAgent/logs/k8s", "snappy").statusCode()).isEqualTo(204);
  }

  @Test
  void framesOfTheProcessAgentAreNotTouched() {
    byte[] frame = new byte[40];
    frame[0] = 3;
    frame[1] = 2;
    for (byte type : new byte[] {12, 13, 22, 39, 99}) {
      frame[2] = type;
      for (String path : List.of("collector", "container", "connections")) {
        assertThat(receiver.post("/stsAgent/api/v1/" + path, frame, "x-zip").statusCode())
            .isEqualTo(200);
      }
    }
    assertThat(
            receiver
                .post("/stsAgent/api/v1/collector", Arrays.copyOf(frame, 15), "x-zip")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aDryRunValidatesCountsAndStoresNothing() {
    String message =
        "{\"internalHostname\":\"h\",\"topologies\":[{\"instance\":{\"type\":\"dry\",\"url\":\"u\"},"
            + "\"start_snapshot\":true,\"components\":[{\"externalId\":\"a\",\"type\":{\"name\":"
            + "\"t\"}},{}]}]}";
    HttpResponse<String> response = receiver.post("/stsAgent/intake?dryRun=true", message);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"dryRun\":true", "\"component\":1", "\"snapshot-marker\":1", "\"rejected\":1");
    assertThat(KafkaUnderTest.shared().topics()).doesNotContain("sts_topo_dry_u");
  }

  @Test
  void requestsAndElementsAreCounted() {
    receiver.accept("{\"internalHostname\":\"h\",\"metrics\":[[\"counted\",1,1,{}]]}");
    assertThat(
            receiver
                .metrics()
                .get("stackstate.receiver.requests")
                .tags("path", "/intake", "code", "200")
                .counter()
                .count())
        .isPositive();
    assertThat(
            receiver
                .metrics()
                .get("stackstate.receiver.elements")
                .tag("kind", "metric")
                .counter()
                .count())
        .isPositive();
    assertThat(receiver.metrics().get("stackstate.receiver.in.flight").gauge().value()).isZero();
  }

  private static void assertFault(String body, String path) {
    HttpResponse<String> response = receiver.post("/stsAgent/intake", body);
    assertThat(response.statusCode()).as(body).isEqualTo(400);
    assertThat(response.body()).contains("\"path\":\"" + path + "\"");
  }

  private static int statusWith(String query, String header, String value) {
    HttpRequest request =
        receiver
            .request("/stsAgent/intake" + query)
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(EMPTY))
            .build();
    return receiver.send(request).statusCode();
  }

  private static int keyInBody(String field) {
    String body = "{\"internalHostname\":\"h\"," + field + "}";
    return receiver
        .postAs("/stsAgent/intake", body.getBytes(StandardCharsets.UTF_8), "")
        .statusCode();
  }

  private static int post(byte[] body, String encoding) {
    return receiver.post("/stsAgent/intake", body, encoding).statusCode();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    try (OutputStream deflate = new DeflaterOutputStream(out, deflater)) {
      deflate.write(plain);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
