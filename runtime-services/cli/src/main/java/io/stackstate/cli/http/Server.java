package io.stackstate.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.config.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * JSON over HTTP. Every failure is a {@link CliException} that says what to do next.
 *
 * <p>On {@code HttpURLConnection}: {@code HttpClient} loads TLS and its certificates even for plain
 * HTTP, which would take half of the time that a command has.
 */
public final class Server {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int CHUNK = 1 << 14;

  private final Context context;

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

  /** As {@link #getFromRoot}, but an error status is an answer too. */
  public Answer tryGetFromRoot(String path) {
    return sendToApi("GET", path, null);
  }

  /** As {@link #get}, but an error status is an answer too. */
  public Answer tryGet(String path) {
    return sendToApi("GET", context.apiPath() + path, null);
  }

  /** As {@link #get}, below {@code /admin}. */
  public JsonNode getFromAdmin(String path) {
    return ok(sendToApi("GET", context.adminPath() + path, null)).json();
  }

  /** As {@link #getFromAdmin}, with a body; null for none. */
  public JsonNode postToAdmin(String path, JsonNode body) {
    return ok(sendToApi("POST", context.adminPath() + path, body)).json();
  }

  /** Reads the body of an answer while it comes in. */
  @FunctionalInterface
  public interface BodyReader {
    void read(InputStream body) throws IOException;
  }

  /**
   * Asks for something that is too large for memory. What the reader throws is taken for a broken
   * connection unless it is a {@link CliException}.
   *
   * @param path below {@code /api}, encoded
   * @return the answer without its body; with it when it is an error
   */
  public Answer stream(String path, BodyReader reader) {
    return exchange(
        context.url(),
        connection -> {
          authorize(connection);
          connection.setRequestProperty("Accept-Encoding", "gzip");
        },
        "GET",
        context.apiPath() + path,
        connection -> {
          if (connection.getResponseCode() / 100 != 2) {
            return read(connection);
          }
          try (InputStream in = connection.getInputStream()) {
            boolean packed = "gzip".equals(connection.getContentEncoding());
            reader.read(packed ? new GZIPInputStream(in, CHUNK) : in);
          }
          return new Answer(200, MissingNode.getInstance(), Optional.empty());
        });
  }

  /** As {@link #tryGet}, with a body; null for none. */
  public Answer tryPost(String path, JsonNode body) {
    return sendToApi("POST", context.apiPath() + path, body);
  }

  /** Posts bytes of any media type. */
  public Answer tryPost(String path, String mediaType, byte[] body) {
    return exchange(
        context.url(),
        connection -> {
          authorize(connection);
          write(connection, mediaType, body);
        },
        "POST",
        context.apiPath() + path,
        Server::read);
  }

  /** As {@link #tryGet}, with the method DELETE. */
  public Answer tryDelete(String path) {
    return sendToApi("DELETE", context.apiPath() + path, null);
  }

  /** As {@link #tryPost}, with the method PATCH. */
  public Answer tryPatch(String path, JsonNode body) {
    try {
      String url = context.url() + context.apiPath() + path;
      Patch.Reply reply = Patch.send(url, context.token(), body.toString(), TIMEOUT);
      return new Answer(reply.status(), parse(reply.body()), Optional.empty());
    } catch (IOException e) {
      throw unreachable(context.url(), e);
    }
  }

  /**
   * Posts to the receiver.
   *
   * @param path below the receiver's URL
   * @param gzip the packed body
   * @param progress told how many bytes went out, again and again
   */
  public Answer postToReceiver(String path, byte[] gzip, LongConsumer progress) {
    String receiver =
        context
            .receiverUrl()
            .orElseThrow(
                () ->
                    new CliException(
                        ExitCode.CONFIG,
                        "the context has no receiver-url; give one with --receiver-url"));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Content-Encoding", "gzip");
    context.receiverKey().ifPresent(key -> headers.put("sts-api-key", key));
    try {
      Upload.Reply reply = Upload.post(receiver + path, headers, gzip, progress);
      Optional<String> after = Optional.ofNullable(reply.header("retry-after"));
      return new Answer(reply.status(), parse(reply.body()), after);
    } catch (IOException e) {
      throw unreachable(receiver, e);
    }
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
    return exchange(
        context.url(),
        connection -> {
          authorize(connection);
          if (body != null) {
            write(connection, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
          }
        },
        method,
        path,
        Server::read);
  }

  private void authorize(HttpURLConnection connection) {
    context.token().ifPresent(t -> connection.setRequestProperty("Authorization", "ApiKey " + t));
  }

  /** Adds to a request what makes it this one. */
  private interface Request {
    void fill(HttpURLConnection connection) throws IOException;
  }

  /** Takes the answer. */
  private interface Response {
    Answer take(HttpURLConnection connection) throws IOException;
  }

  private static Answer exchange(
      String root, Request request, String method, String path, Response response) {
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) new URL(root + path).openConnection();
      connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod(method);
      connection.setRequestProperty("Accept", "application/json");
      request.fill(connection);
      return response.take(connection);
    } catch (IOException e) {
      throw unreachable(root, e);
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private static CliException unreachable(String root, IOException e) {
    return new CliException(
        ExitCode.CONNECT,
        "cannot reach "
            + root
            + ": "
            + e.getMessage()
            + "; start the platform with: stackstate up");
  }

  private static void write(HttpURLConnection connection, String mediaType, byte[] body)
      throws IOException {
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", mediaType);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private static Answer read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    byte[] body = new byte[0];
    if (in != null) {
      try (in) {
        body = in.readAllBytes();
      }
    }
    Optional<String> after = Optional.ofNullable(connection.getHeaderField("Retry-After"));
    return new Answer(status, parse(body), after, new String(body, StandardCharsets.UTF_8));
  }

  private static JsonNode parse(byte[] body) throws IOException {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // Some proxy's page: the status alone tells.
      return MissingNode.getInstance();
    }
  }
}
