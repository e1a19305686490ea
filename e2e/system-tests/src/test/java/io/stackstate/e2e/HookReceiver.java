package io.stackstate.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of the pod that receives webhooks: keeps what is posted to {@code /in} with the
 * header {@code X-StackState-Webhook-Token}, and shows all of it at {@code /received}. One class
 * without libraries, so that any image with a JRE runs it.
 */
public final class HookReceiver {
  static final int PORT = 8080;
  static final String TOKEN_HEADER = "X-StackState-Webhook-Token";

  private final List<String> bodies = new ArrayList<>();

  private HookReceiver() {}

  /** Needs no arguments. */
  public static void main(String[] args) throws IOException {
    HookReceiver receiver = new HookReceiver();
    HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
    server.createContext("/in", receiver::take);
    server.createContext("/received", receiver::show);
    server.start();
  }

  /** The token is put into the body, as a field before the others. */
  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = exchange.getRequestHeaders().getFirst(TOKEN_HEADER);
    synchronized (bodies) {
      bodies.add("{\"token\":\"" + token + "\",\"body\":" + body + "}");
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void show(HttpExchange exchange) throws IOException {
    byte[] all;
    synchronized (bodies) {
      all = bodies.toString().getBytes(StandardCharsets.UTF_8);
    }
    exchange.sendResponseHeaders(200, all.length);
    exchange.getResponseBody().write(all);
    exchange.close();
  }
}
