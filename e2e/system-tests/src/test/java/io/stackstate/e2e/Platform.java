package io.stackstate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A running platform, as an agent and a user of its REST API see it. Thread-safe. */
final class Platform {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI root;
  private final String receiverKey;
  private final String token;

  /**
   * @param root of the API, which takes what is for the receiver under {@code /receiver}
   */
  Platform(String root, String receiverKey, String token) {
    this.root = URI.create(root);
    this.receiverKey = receiverKey;
    this.token = token;
  }

  /** Posts a payload as an agent does; the status code. */
  int intake(String payload) throws IOException, InterruptedException {
    URI uri = root.resolve("/receiver/stsAgent/intake?api_key=" + receiverKey);
    return send(json(uri).POST(HttpRequest.BodyPublishers.ofString(payload)).build()).statusCode();
  }

  /** Posts likewise a payload that is a resource of the tests. */
  int intakeResource(String name) throws IOException, InterruptedException {
    try (InputStream in = Platform.class.getResourceAsStream(name)) {
      return intake(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Makes a custom synchronization for a topology instance. */
  void synchronize(String type, String url) throws IOException, InterruptedException {
    String urn = "urn:stackstate:integration:test:" + type;
    String body =
        """
        {"name":"%s","type":"CustomSync",
         "customSync":{"instanceType":"%s","instanceUrl":"%s","expireAfterMillis":null}}"""
            .formatted(type, type, url);
    HttpResponse<String> response =
        send(authorized(integration(urn)).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
  }

  /** Names of the components that a query finds. */
  Set<String> components(String stql) throws IOException, InterruptedException {
    var body = JSON.createObjectNode().put("query", stql).put("queryVersion", "0.0.1");
    body.putObject("metadata");
    HttpResponse<String> response =
        send(
            authorized(root.resolve("/api/snapshot"))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    JsonNode view = JSON.readTree(response.body()).path("viewSnapshotResponse");
    if (response.statusCode() != 200 || !view.path("_type").asText().equals("ViewSnapshot")) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    Set<String> names = new TreeSet<>();
    view.path("components").forEach(component -> names.add(component.path("name").asText()));
    return names;
  }

  /** Identifiers of the integrations that are set up, by name. */
  Map<String, String> integrations() throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(authorized(root.resolve("/api/integrations")).GET().build());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    Map<String, String> found = new TreeMap<>();
    for (JsonNode integration : JSON.readTree(response.body()).findParents("identifier")) {
      found.put(integration.path("name").asText(), integration.path("identifier").asText());
    }
    return found;
  }

  /** Takes an integration away, past the resource that declares it. */
  void deleteIntegration(String identifier) throws IOException, InterruptedException {
    HttpResponse<String> response = send(authorized(integration(identifier)).DELETE().build());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
  }

  private URI integration(String identifier) {
    return root.resolve(
        "/api/integrations/" + URLEncoder.encode(identifier, StandardCharsets.UTF_8));
  }

  /** The status code of an endpoint. */
  int status(String path) throws IOException, InterruptedException {
    return send(authorized(root.resolve(path)).GET().build()).statusCode();
  }

  /** The same for somebody with a token of a service account. */
  int statusAs(String serviceAccountToken, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request = json(root.resolve(path));
    return send(request.header("X-API-ServiceBearer", serviceAccountToken).GET().build())
        .statusCode();
  }

  private HttpRequest.Builder authorized(URI uri) {
    return json(uri).header("Authorization", "ApiKey " + token);
  }

  private static HttpRequest.Builder json(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
