package io.stackstate.api.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A JSON API of somebody else. Redirects are not followed. Thread-safe. */
final class WebApi {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int MOST_BYTES = 4 << 20;
  private static final int HTTP_PROXY = 80;

  private final String name;
  private final HttpClient http;

  /**
   * @param name for errors
   */
  WebApi(String name, Optional<URI> proxy) {
    this.name = name;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
    proxy.ifPresent(uri -> client.proxy(ProxySelector.of(address(uri))));
    this.http = client.build();
  }

  private static InetSocketAddress address(URI proxy) {
    return new InetSocketAddress(
        proxy.getHost(), proxy.getPort() < 0 ? HTTP_PROXY : proxy.getPort());
  }

  /** What it answered. */
  record Reply(int status, JsonNode json) {}

  /**
   * Sends a request, and waits at most 15 s.
   *
   * @throws ApiException 502 when there is no answer, or one that is no JSON
   */
  Reply send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<InputStream> answer =
          http.send(
              request.timeout(TIMEOUT).header("Accept", "application/json").build(),
              BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw failed("its answer is larger than " + MOST_BYTES + " bytes");
        }
        return new Reply(answer.statusCode(), Json.mapper().readTree(bytes));
      } catch (JsonProcessingException e) {
        throw failed("it answers HTTP " + answer.statusCode() + " without JSON");
      }
    } catch (IOException e) {
      throw failed("it cannot be reached (" + e.getClass().getSimpleName() + ")");
    }
  }

  ApiException failed(String why) {
    return ApiException.of(502, name + ": " + why);
  }
}
