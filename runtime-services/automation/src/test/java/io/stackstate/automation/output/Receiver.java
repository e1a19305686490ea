package io.stackstate.automation.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A real HTTP server on loopback: remembers what it was sent, answers as it is told. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final String scheme;

  /** A request; names of headers in lower case. */
  public record Received(String method, String path, Map<String, String> headers, String body) {
    public JsonNode json() {
      try {
        return Json.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An answer. */
  public record Reply(int status, String body, Map<String, String> headers) {
    public static Reply of(int status) {
      return new Reply(status, "", Map.of());
    }

    public static Reply of(int status, String body) {
      return new Reply(status, body, Map.of());
    }
  }

  private Receiver(HttpServer server, String scheme, Function<Received, Reply> answers) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answers));
    server.start();
  }

  public static Receiver answering(Function<Received, Reply> answers) {
    try {
      return new Receiver(HttpServer.create(loopback(), 0), "http", answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers each request with the next of these, the last one again and again. */
  public static Receiver answering(Reply... replies) {
    List<Reply> left = new CopyOnWriteArrayList<>(replies);
    return answering(request -> left.size() > 1 ? left.remove(0) : left.get(0));
  }

  public static Receiver encrypted(SSLContext context, boolean clientCertificate) {
    return encrypted(context, clientCertificate, request -> Reply.of(200));
  }

  public static Receiver encrypted(
      SSLContext context, boolean clientCertificate, Function<Received, Reply> answers) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters ssl = context.getDefaultSSLParameters();
              ssl.setNeedClientAuth(clientCertificate);
              parameters.setSSLParameters(ssl);
            }
          });
      return new Receiver(server, "https", answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void handle(HttpExchange exchange, Function<Received, Reply> answers) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    entry -> String.join(", ", entry.getValue())));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Received request =
        new Received(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    received.add(request);
    Reply reply = answers.apply(request);
    reply.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public String url(String path) {
    return scheme + "://localhost:" + server.getAddress().getPort() + path;
  }

  public List<Received> received() {
    return received;
  }

  public Received last() {
    return received.get(received.size() - 1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
