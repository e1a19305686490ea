package io.stackstate.api.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Slack's Web API as far as an app needs it to be let in, by its published documentation: a
 * workspace with three channels, one of them private, in pages of two. It also plays Opsgenie.
 */
final class SlackWorkspace implements AutoCloseable {
  static final String TOKEN = "xoxb-17-secret";
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  SlackWorkspace() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Method, path, query and body of each request. */
  List<String> asked() {
    return asked;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    String credentials = exchange.getRequestHeaders().getFirst("Authorization");
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/v2/")) {
      answer(exchange, path.equals("/v2/escalations") ? 403 : 200, opsgenie(path, credentials));
    } else {
      answer(exchange, 200, slack(path, exchange.getRequestURI().getQuery(), body, credentials));
    }
  }

  private static String slack(String path, String query, String body, String credentials) {
    if (path.equals("/oauth.v2.access")) {
      String app = Base64.getEncoder().encodeToString("id-1:hush".getBytes(StandardCharsets.UTF_8));
      boolean good = ("Basic " + app).equals(credentials) && body.contains("code=c-1");
      return good
          ? "{'ok':true,'access_token':'"
              + TOKEN
              + "','token_type':'bot','scope':'chat:write','team':{'name':'Shop','id':'T1'}}"
          : "{'ok':false,'error':'invalid_code'}";
    }
    if (!("Bearer " + TOKEN).equals(credentials)) {
      return "{'ok':false,'error':'invalid_auth'}";
    }
    return switch (path) {
      case "/conversations.list" ->
          query.contains("cursor=next")
              ? "{'ok':true,'channels':[{'id':'G3','name':'secret','is_private':true}],"
                  + "'response_metadata':{'next_cursor':''}}"
              : "{'ok':true,'channels':[{'id':'C1','name':'general'},{'id':'C2','name':'ops'}],"
                  + "'response_metadata':{'next_cursor':'next=='}}";
      case "/conversations.info" -> channel(query);
      case "/conversations.join" ->
          body.contains("G3")
              ? "{'ok':false,'error':'method_not_supported_for_channel_type'}"
              : channel(body);
      default -> "{'ok':false,'error':'unknown_method'}";
    };
  }

  private static String channel(String asked) {
    if (asked.contains("C2")) {
      return "{'ok':true,'channel':{'id':'C2','name':'ops'}}";
    }
    return asked.contains("G3")
        ? "{'ok':true,'channel':{'id':'G3','name':'secret'}}"
        : "{'ok':false,'error':'channel_not_found'}";
  }

  private static String opsgenie(String path, String credentials) {
    if (!"GenieKey g-1".equals(credentials)) {
      return "{'message':'Could not authenticate'}";
    }
    return switch (path) {
      case "/v2/teams" -> "{'data':[{'id':'1','name':'ops'}]}";
      case "/v2/users" -> "{'totalCount':1,'data':[{'username':'a@b.c'}]}";
      case "/v2/schedules" -> "{'data':[{'name':'nights'}]}";
      default -> "{'message':'forbidden'}";
    };
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
