package io.stackstate.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.config.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** JSON over HTTP. Every failure is a {@link CliException} that says what to do next. */
public final class Server {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Context context;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  public Server(Context context) {
    this.context = context;
  }

  /** Percent-encodes one segment or value. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * @param path below {@code /api}, encoded
   */
  public JsonNode get(String path) {
    return ok(sendToApi("GET", context.apiPath() + path, null)).json();
  }

  /** As {@link #get}, from the root of the server. */
  public JsonNode getFromRoot(String path) {
    return ok(sendToApi("GET", path, null)).json();
  }

  /** As {@link #get}, but an error status is an answer too. */
  public Answer tryGet(String path) {
    return sendToApi("GET", context.apiPath() + path, null);
  }

  /** As {@link #tryGet}, with a body; null for none. */
  public Answer tryPost(String path, JsonNode body) {
    return sendToApi("POST", context.apiPath() + path, body);
  }

  /**
   * Posts to the receiver.
   *
   * @param path below the receiver's URL
   */
  public Answer postToReceiver(String path, BodyPublisher body) {
    String receiver =
        context
            .receiverUrl()
            .orElseThrow(
                () ->
                    new CliException(
                        ExitCode.CONFIG,
                        "the context has no receiver-url; give one with --receiver-url"));
    HttpRequest.Builder request =
        request(receiver, path)
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(body);
    context.receiverKey().ifPresent(key -> request.header("sts-api-key", key));
    return send(request.build(), receiver);
  }

  /** The answer, when it is a success. */
  public static Answer ok(Answer answer) {
    if (answer.status() / 100 == 2) {
      return answer;
    }
    String message = answer.message();
    if (answer.status() == 401) {
      throw new CliException(
          ExitCode.CONNECT,
          "the server refuses the token (" + message + "); give another one with --token");
    }
    int code = answer.status() == 404 ? ExitCode.NOT_FOUND : ExitCode.REQUEST;
    throw new CliException(code, message + " (HTTP " + answer.status() + ")");
  }

  private Answer sendToApi(String method, String path, JsonNode body) {
    HttpRequest.Builder request =
        request(context.url(), path)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    context.token().ifPresent(token -> request.header("Authorization", "ApiKey " + token));
    return send(request.build(), context.url());
  }

  private static HttpRequest.Builder request(String root, String path) {
    try {
      return HttpRequest.newBuilder(URI.create(root + path))
          .timeout(TIMEOUT)
          .header("Accept", "application/json");
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.CONFIG, "not a URL: " + root + path);
    }
  }

  private Answer send(HttpRequest request, String server) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), parse(response.body()), response.headers());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "nobody listens there" : e.getMessage();
      throw new CliException(
          ExitCode.CONNECT,
          "cannot reach " + server + ": " + why + "; start the platform with: stackstate up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.CONNECT, "interrupted");
    }
  }

  private static JsonNode parse(byte[] body) throws IOException {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // Some proxy's page: the status alone tells.
      return MissingNode.getInstance();
    }
  }
}
