package io.stackstate.operator.packages;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * GET with limits: of time, size and redirections. Credentials go to the host that they are for
 * only: a registry that redirects to its object store must not tell it how to log in. Thread-safe.
 */
final class Download {
  /** As large as the platform accepts. */
  static final int LARGEST = 32 << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_REDIRECTIONS = 5;

  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * @param body empty unless the status is 200 or 401
   */
  record Reply(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.get(name);
    }
  }

  /**
   * @param authorization null = none
   * @throws FetchException when there is no answer, or one that is too large
   */
  Reply get(URI uri, String authorization, Map<String, String> headers)
      throws FetchException, InterruptedException {
    URI at = uri;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      Reply reply = once(at, sameHost(uri, at) ? authorization : null, headers);
      if (reply.status() / 100 != 3 || reply.status() == 304 || reply.header("location") == null) {
        return reply;
      }
      at = next(at, reply.header("location"));
    }
    throw FetchException.definite(
        "SourceRejected", uri + ": redirects more than " + MOST_REDIRECTIONS + " times");
  }

  private static URI next(URI from, String location) throws FetchException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw FetchException.definite("SourceRejected", from + ": redirects to no address");
    }
    boolean downgrade = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
    if (downgrade || to.getHost() == null) {
      throw FetchException.definite(
          "SourceRejected", from + ": redirects from https to " + to.getScheme());
    }
    return to;
  }

  private static boolean sameHost(URI a, URI b) {
    return a.getScheme().equals(b.getScheme())
        && a.getHost().equalsIgnoreCase(b.getHost())
        && a.getPort() == b.getPort();
  }

  private Reply once(URI uri, String authorization, Map<String, String> headers)
      throws FetchException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET();
    headers.forEach(request::header);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<InputStream> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        byte[] body = in.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
          throw FetchException.definite(
              "PackageTooLarge", uri + ": is larger than " + (LARGEST >> 20) + " MiB");
        }
        Map<String, String> found = new LinkedHashMap<>();
        answer.headers().map().forEach((name, values) -> found.put(name, values.get(0)));
        return new Reply(answer.statusCode(), found, body);
      }
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw FetchException.temporary(uri + ": no answer: " + why, e);
    }
  }

  /** What an answer that is not the expected one means. */
  static FetchException unexpected(URI uri, int status) {
    String message = uri + ": found HTTP " + status + ", expected 200";
    if (status == 408 || status == 429 || status >= 500) {
      return FetchException.temporary(message, null);
    }
    return FetchException.definite(
        status == 401 || status == 403 ? "SourceForbidden" : "SourceRejected", message);
  }
}
