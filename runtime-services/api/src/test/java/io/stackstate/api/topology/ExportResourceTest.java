package io.stackstate.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportResourceTest {
  private static HttpApi http;

  @BeforeAll
  static void start() {
    var changes = Fixture.changes();
    changes.add(
        Fixture.put(
            new Component(
                9, "odd", "t", "l", "d", null, null, null, null, null, "{\n \"a\":\r\n 1}", null)));
    QueryGate gate =
        new QueryGate(
            new FixedTopology(Fixture.snapshot(changes)),
            SnapshotLimits.unbounded(2, Duration.ofSeconds(60)),
            InstantSource.system());
    http = TestRoutes.serve(routes -> new ExportResource(gate).bind(routes));
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @Test
  void givesALineForEachElementBetweenAHeadAndAnEnd() throws Exception {
    HttpApi.Reply reply = http.get("/api/topology/export");
    assertThat(reply.contentType()).isEqualTo("application/x-ndjson");
    List<JsonNode> lines = lines(reply.raw().body());
    assertThat(lines.get(0).toString())
        .isEqualTo(
            "{\"_type\":\"TopologyExport\",\"version\":1,\"commit\":18,"
                + "\"timeMillis\":1700000000000,\"components\":7,\"relations\":6}");
    assertThat(lines.subList(1, 8))
        .allMatch(line -> line.get("_type").textValue().equals("Component"));
    assertThat(lines.subList(8, 14))
        .allMatch(line -> line.get("_type").textValue().equals("Relation"));
    assertThat(lines.get(14).toString())
        .isEqualTo("{\"_type\":\"TopologyExportEnd\",\"components\":7,\"relations\":6}");
    assertThat(lines).hasSize(15);
  }

  @Test
  void givesWhatAQuerySelectsAndTheRelationsBetween() throws Exception {
    List<JsonNode> lines =
        lines(http.get("/api/topology/export?query=domain%3D%22Shop%22").raw().body());
    assertThat(lines.get(0).get("components").intValue()).isEqualTo(4);
    assertThat(lines.get(0).get("relations").intValue()).isEqualTo(3);
    assertThat(lines).hasSize(9);
  }

  @Test
  void packsForClientsThatUnpack() throws Exception {
    HttpRequest request =
        http.request("/api/topology/export").header("Accept-Encoding", "br, gzip;q=0.5").build();
    HttpResponse<byte[]> packed =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      String plain = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(plain).isEqualTo(http.get("/api/topology/export").raw().body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "br, gzip; q=0.00"})
  void doesNotPackForClientsThatDoNotUnpack(String accepted) throws Exception {
    HttpApi.Reply reply =
        http.send(http.request("/api/topology/export").header("Accept-Encoding", accepted));
    assertThat(reply.raw().headers().firstValue("content-encoding")).isEmpty();
    assertThat(lines(reply.raw().body())).hasSize(15);
  }

  @Test
  void refusesAsOtherQueriesDo() throws Exception {
    assertThat(http.get("/api/topology/export?query=name").status()).isEqualTo(400);
    assertThat(http.get("/api/topology/export?at=1000").json().get("_type").textValue())
        .isEqualTo("ViewSnapshotDataUnavailable");
    HttpRequest anonymous =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + http.port() + "/api/topology/export"))
            .build();
    HttpResponse<Void> refused =
        HttpClient.newHttpClient().send(anonymous, HttpResponse.BodyHandlers.discarding());
    assertThat(refused.statusCode()).isEqualTo(401);
  }

  private static List<JsonNode> lines(String body) throws Exception {
    assertThat(body).endsWith("}\n");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : body.split("\n")) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }
}
