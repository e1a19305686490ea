package io.stackstate.api.auth.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks {@code POST /apis/authentication.k8s.io/v1/tokenreviews} as the published API reference
 * describes it.
 */
final class FakeApiServer implements AutoCloseable {
  static final String OWN_TOKEN = "token-of-the-platform";

  /** User names by their tokens. */
  final Map<String, String> users = new ConcurrentHashMap<>();

  /** What was asked, in order. */
  final List<JsonNode> reviews = new CopyOnWriteArrayList<>();

  /** Answered instead of a review, when it is not 201. */
  volatile HttpStatus status = HttpStatus.CREATED;

  /** Whether it knows audiences; very old servers do not. */
  volatile boolean audiences = true;

  private final Server server =
      Server.builder()
          .http(0)
          .gracefulShutdownTimeoutMillis(0, 0)
          .service(
              "/apis/authentication.k8s.io/v1/tokenreviews",
              (ctx, request) -> HttpResponse.of(request.aggregate().thenApply(this::review)))
          .build();

  FakeApiServer() {
    server.start().join();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort());
  }

  private HttpResponse review(AggregatedHttpRequest request) {
    if (!("Bearer " + OWN_TOKEN).equals(request.headers().get("authorization"))) {
      return HttpResponse.of(HttpStatus.UNAUTHORIZED);
    }
    try {
      JsonNode review = Json.mapper().readTree(request.contentUtf8());
      reviews.add(review);
      if (status != HttpStatus.CREATED) {
        return HttpResponse.of(status);
      }
      ObjectNode answer = review.deepCopy();
      ObjectNode said = answer.putObject("status");
      String user = users.get(review.at("/spec/token").asText());
      said.put("authenticated", user != null);
      if (user == null) {
        said.put("error", "[invalid bearer token, token lookup failed]");
      } else {
        said.putObject("user").put("username", user).put("uid", "1");
        if (audiences) {
          said.set("audiences", review.at("/spec/audiences"));
        }
      }
      return HttpResponse.of(HttpStatus.CREATED, MediaType.JSON, answer.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
