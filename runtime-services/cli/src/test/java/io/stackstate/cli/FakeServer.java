package io.stackstate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A real HTTP server with the documented answers; what it does not know is a 404. */
final class FakeServer implements AutoCloseable {
  /** A request: method, path with query, body unpacked. */
  record Request(String method, String target, String token, String key, String body) {}

  private record Canned(int status, String body, Map<String, String> headers) {}

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Canned> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * @param request method and encoded path with query, for example {@code GET /api/topic}
   */
  FakeServer on(String request, int status, String body) {
    return on(request, status, body, Map.of());
  }

  FakeServer on(String request, int status, String body, Map<String, String> headers) {
    answers.put(request, new Canned(status, body, headers));
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Request last() {
    return requests.get(requests.size() - 1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream in = exchange.getRequestBody();
    String body =
        new String((packed ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            target,
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("sts-api-key"),
            body));
    Canned canned =
        answers.getOrDefault(
            exchange.getRequestMethod() + " " + target,
            new Canned(
                404,
                "{\"_type\":\"ErrorsResponse\",\"errors\":[{\"message\":\""
                    + target
                    + " does not exist\"}]}",
                Map.of()));
    canned.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = canned.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(canned.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
