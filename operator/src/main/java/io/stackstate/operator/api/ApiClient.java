package io.stackstate.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * JSON over HTTP to one platform. Thread-safe. Neither the token nor a body gets into a message or
 * a log.
 */
public final class ApiClient {
  /** A server that asks for more patience is asked again after this time anyway. */
  public static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final String root;
  private final Supplier<String> token;
  private final Duration timeout;

  /**
   * @param root where the platform is, without {@code /api}: {@code http://localhost:7070}
   * @param token a service token, asked for at each call since it may be renewed; null when there
   *     is none yet
   * @param timeout for one call, answer included
   */
  public ApiClient(URI root, Supplier<String> token, Duration timeout) {
    this.root = root.toString().replaceAll("/+$", "");
    this.token = token;
    this.timeout = timeout;
  }

  /**
   * @param path from the root, encoded: {@code /api/integrations/urn%3A...}
   * @return empty when there is no such object (404)
   */
  public Optional<JsonNode> get(String path) throws ApiException, InterruptedException {
    HttpResponse<byte[]> answer = send("GET", path, null);
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body("GET", path, answer));
  }

  /**
   * @return the items of the JSON list that is answered
   */
  public List<JsonNode> list(String path) throws ApiException, InterruptedException {
    HttpResponse<byte[]> answer = send("GET", path, null);
    List<JsonNode> items = new ArrayList<>();
    body("GET", path, answer, JsonNode::isArray, "list").forEach(items::add);
    return items;
  }

  /**
   * @return the object as the platform now has it
   */
  public JsonNode put(String path, JsonNode body) throws ApiException, InterruptedException {
    return body("PUT", path, send("PUT", path, body));
  }

  /**
   * @return the JSON object that is answered
   */
  public JsonNode post(String path, JsonNode body) throws ApiException, InterruptedException {
    return body("POST", path, send("POST", path, body));
  }

  /** A POST without a body, whose answer says nothing but that it was done. */
  public void trigger(String path) throws ApiException, InterruptedException {
    requireSuccess("POST", path, send("POST", path, null));
  }

  /**
   * Uploads a file as a part of a form.
   *
   * @param field the name of the part
   * @return the JSON object that is answered
   */
  public JsonNode upload(String path, String field, String fileName, byte[] file)
      throws ApiException, InterruptedException {
    String boundary = "part-" + UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                .formatted(boundary, field, fileName.replaceAll("[^-._A-Za-z0-9]", "_"))
            + "Content-Type: application/octet-stream\r\n\r\n";
    BodyPublisher form =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofByteArray(file),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    return body(
        "POST", path, send("POST", path, "multipart/form-data; boundary=" + boundary, form));
  }

  /**
   * @return false when there was no such object (404)
   */
  public boolean delete(String path) throws ApiException, InterruptedException {
    HttpResponse<byte[]> answer = send("DELETE", path, null);
    if (answer.statusCode() == 404) {
      return false;
    }
    requireSuccess("DELETE", path, answer);
    return true;
  }

  private HttpResponse<byte[]> send(String method, String path, JsonNode body)
      throws ApiException, InterruptedException {
    return send(
        method,
        path,
        "application/json",
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
  }

  private HttpResponse<byte[]> send(
      String method, String path, String contentType, BodyPublisher body)
      throws ApiException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(timeout)
            .header("Authorization", authorization(method, path))
            .header("Accept", "application/json")
            .header("Content-Type", contentType)
            .method(method, body)
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new ApiException.Temporary(
          method + " " + path + ": no answer from " + root + ": " + why, false, null, e);
    }
  }

  private String authorization(String method, String path) throws ApiException {
    String key = token.get();
    if (key == null) {
      String why = ": the platform is not up yet, there is no service token to call it with";
      throw new ApiException.Temporary(method + " " + path + why, false, null, null);
    }
    return "ApiKey " + key;
  }

  private static JsonNode body(String method, String path, HttpResponse<byte[]> answer)
      throws ApiException {
    return body(method, path, answer, JsonNode::isObject, "object");
  }

  private static JsonNode body(
      String method,
      String path,
      HttpResponse<byte[]> answer,
      Predicate<JsonNode> fits,
      String expected)
      throws ApiException {
    requireSuccess(method, path, answer);
    try {
      JsonNode tree = JSON.readTree(answer.body());
      if (fits.test(tree)) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      throw notJson(method, path, answer, expected, e);
    } catch (IOException e) {
      throw new ApiException.Temporary(method + " " + path + ": " + e.getMessage(), false, null, e);
    }
    throw notJson(method, path, answer, expected, null);
  }

  private static ApiException notJson(
      String method, String path, HttpResponse<byte[]> answer, String expected, Throwable cause) {
    String message =
        "%s %s: found HTTP %d with %d bytes, expected a JSON %s"
            .formatted(method, path, answer.statusCode(), answer.body().length, expected);
    return new ApiException.Temporary(message, false, null, cause);
  }

  private static void requireSuccess(String method, String path, HttpResponse<byte[]> answer)
      throws ApiException {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String message =
        "%s (%s %s: HTTP %d)".formatted(ErrorBody.message(answer.body()), method, path, status);
    boolean conflict = status == 409;
    if (conflict || status == 408 || status == 429 || status >= 500) {
      Duration after = RetryAfter.parse(answer.headers().firstValue("Retry-After").orElse(null));
      throw new ApiException.Temporary(message, conflict, after, null);
    }
    throw new ApiException.Rejected(status, message);
  }
}
