package io.stackstate.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceConfig;
import io.stackstate.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A server on a free port, and requests to it. */
public final class HttpApi implements AutoCloseable {
  public static final String TOKEN = "svctok-test";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Server server;

  public HttpApi(Consumer<ServerBuilder> routes) {
    ServerBuilder builder = Server.builder().http(0);
    routes.accept(builder);
    server = builder.build();
    server.start().join();
  }

  /** A response with its body as text. */
  public record Reply(int status, String contentType, HttpResponse<String> raw) {
    public JsonNode json() throws IOException {
      return Json.mapper().readTree(raw.body());
    }
  }

  /** A route with one method, its path as in {@code /api/monitors/:monitor/run}. */
  public record Endpoint(String method, String pattern) {
    public boolean isAdmin() {
      return pattern.startsWith("/admin/");
    }
  }

  /** All routes but those for everything that is none. */
  public List<Endpoint> endpoints() {
    return server.serviceConfigs().stream()
        .map(ServiceConfig::route)
        .filter(route -> route.methods().size() == 1)
        .map(route -> new Endpoint(route.methods().iterator().next().name(), route.patternString()))
        .toList();
  }

  public int port() {
    return server.activeLocalPort();
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public Reply post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Reply put(String path, String body) throws IOException, InterruptedException {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Reply delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "ApiKey " + TOKEN);
  }

  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(60));
  }

  public Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    String contentType = response.headers().firstValue("content-type").orElse("");
    return new Reply(response.statusCode(), contentType, response);
  }

  /** Does not wait: the quiet periods of the shutdown would be most of the time of a test. */
  @Override
  public void close() {
    server.stop();
  }
}
