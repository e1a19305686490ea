package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The API of the platform as far as monitors see it: answers what the test says. */
public final class TelemetryEndpoint implements AutoCloseable {
  static final String SECTION = "stackstate.health.monitors.telemetry";
  private static final String TOKEN = "a-token";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  final List<String> uris = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "{\"series\":[]}";

  public TelemetryEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    uris.add(exchange.getRequestURI().toString());
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (body.length > 0) {
      bodies.add(Json.mapper().readTree(body));
    }
    boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-API-Key"));
    byte[] bytes =
        (known ? answer : "{\"errors\":[{\"message\":\"who are you\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? status : 401, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Answers this from now on. */
  public void answers(int code, String body) {
    status = code;
    answer = body.replace('\'', '"');
  }

  public Config config() {
    return ConfigFactory.parseMap(
            Map.of(
                SECTION + ".url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                SECTION + ".token",
                TOKEN))
        .withFallback(ConfigFactory.load());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
