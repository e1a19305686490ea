package io.stackstate.functions.remote;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The API of the platform as far as scripts see it: answers what the test says. */
final class TelemetryEndpoint implements AutoCloseable {
  static final String SECTION = "stackstate.somebody.api";
  static final String TOKEN = "a-token";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  final List<String> uris = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "{\"series\":[]}";
  private volatile boolean silent;

  TelemetryEndpoint() throws IOException {
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
    if (silent) {
      // The rest never comes, and the exchange stays open.
      exchange.getResponseBody().write(bytes, 0, 1);
      exchange.getResponseBody().flush();
      return;
    }
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Answers this from now on. */
  void answers(int code, String body) {
    status = code;
    answer = body.replace('\'', '"');
  }

  void fallsSilent() {
    silent = true;
  }

  /** A configuration with the section, in which these are otherwise than usual. */
  Config config(Map<String, Object> others) {
    Map<String, Object> values = new HashMap<>();
    values.put(SECTION + ".url", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    values.put(SECTION + ".token", TOKEN);
    values.put(SECTION + ".tokenFile", "");
    values.put(SECTION + ".timeout", "10 s");
    values.put(SECTION + ".maxAnswer", "1 MiB");
    values.putAll(others);
    return ConfigFactory.parseMap(values);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
