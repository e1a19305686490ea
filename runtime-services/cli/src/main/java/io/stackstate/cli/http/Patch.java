package io.stackstate.cli.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** One request of the method PATCH, which {@code HttpURLConnection} does not know. */
final class Patch {
  private Patch() {}

  /** What came back. */
  record Reply(int status, byte[] body) {}

  static Reply send(String url, Optional<String> token, String json, Duration timeout)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json));
    token.ifPresent(t -> request.header("Authorization", "ApiKey " + t));
    try {
      HttpResponse<byte[]> reply =
          HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(reply.statusCode(), reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
