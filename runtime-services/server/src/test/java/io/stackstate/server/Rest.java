package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What Agents and users see of a server: its HTTP interfaces, with the keys of a data directory.
 */
final class Rest {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI root;
  private final String receiverKey;
  private final String token;

  Rest(String url, Path data) {
    this(url, ConfigFactory.parseFile(data.resolve("secrets.conf").toFile()));
  }

  private Rest(String url, Config secrets) {
    this(
        url,
        secrets.getStringList("stackstate.receiver.apiKeys").get(0),
        secrets.getStringList("stackstate.api.tokens").get(0));
  }

  Rest(String url, String receiverKey, String token) {
    root = URI.create(url);
    this.receiverKey = receiverKey;
    this.token = token;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(authorized(path).GET().build());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(authorized(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    return send(authorized(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(authorized(path).DELETE().build());
  }

  /** Uploads a StackPack as the genuine command line does. */
  HttpResponse<String> upload(String fileName, byte[] archive)
      throws IOException, InterruptedException {
    String head =
        "--part\r\nContent-Disposition: form-data; name=\"stackPack\"; filename=\""
            + fileName
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.concat(
            HttpRequest.BodyPublishers.ofString(head),
            HttpRequest.BodyPublishers.ofByteArray(archive),
            HttpRequest.BodyPublishers.ofString("\r\n--part--\r\n"));
    return send(
        request(root.resolve("/api/stackpack"))
            .header("Authorization", "ApiKey " + token)
            .header("Content-Type", "multipart/form-data; boundary=part")
            .POST(body)
            .build());
  }

  /** As a Python check sends it. */
  HttpResponse<String> intake(String body) throws IOException, InterruptedException {
    URI uri = root.resolve("/receiver/stsAgent/intake?api_key=" + receiverKey);
    return send(
        request(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** As an agent sends it: again while it gets 503, until it is accepted. */
  void accept(String body) {
    HttpResponse<String> response =
        await()
            .atMost(Duration.ofMinutes(4))
            .until(() -> intake(body), reply -> reply.statusCode() != 503);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
  }

  /** Sends one of the samples likewise. */
  void acceptSample(String name) throws IOException {
    accept(sample(name));
  }

  /** The text of one of the samples. */
  static String sample(String name) throws IOException {
    return Files.readString(Path.of("../../samples").resolve(name));
  }

  /** Makes a custom synchronization for the topology instance. */
  HttpResponse<String> putIntegration(String type, String url)
      throws IOException, InterruptedException {
    String urn = "urn:stackstate:integration:test:" + type;
    String body =
        """
        {"name":"%s","type":"CustomSync",
         "customSync":{"instanceType":"%s","instanceUrl":"%s","expireAfterMillis":null}}"""
            .formatted(type, type, url);
    return send(
        authorized("/api/integrations/" + URLEncoder.encode(urn, StandardCharsets.UTF_8))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Components and relations of a query; now when {@code timeMillis} is null. */
  Graph query(String stql, Long timeMillis) throws IOException, InterruptedException {
    var body = Json.mapper().createObjectNode();
    body.put("query", stql).put("queryVersion", "0.0.1");
    body.putObject("metadata").put("queryTime", timeMillis);
    HttpResponse<String> response = post("/api/snapshot", body.toString());
    JsonNode view = Json.mapper().readTree(response.body()).path("viewSnapshotResponse");
    if (response.statusCode() != 200 || !view.path("_type").asText().equals("ViewSnapshot")) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return Graph.of(view);
  }

  private HttpRequest.Builder authorized(String path) {
    return request(root.resolve(path))
        .header("Authorization", "ApiKey " + token)
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
