package io.stackstate.receiver;

import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.server.Server;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A receiver behind a real HTTP server, and a client that talks to it. */
final class RunningReceiver implements AutoCloseable {
  static final String KEY = "key-of-the-tests";

  /** As it is by default: who waits for Kafka in vain gets 503 after seconds. */
  static final String HASTY =
      """
      stackstate.receiver.kafka {
        adminTimeout = 2s
        producer { "max.block.ms" = 3000, "request.timeout.ms" = 3000, "delivery.timeout.ms" = 4000 }
      }
      """;

  /** However slow the machine is, a Kafka that is there answers in this time. */
  private static final String PATIENT =
      """
      stackstate.receiver.kafka {
        adminTimeout = 30s
        producer {
          "max.block.ms" = 30000, "request.timeout.ms" = 30000, "delivery.timeout.ms" = 40000
        }
      }
      """;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Receiver receiver;
  private final Server server;

  /**
   * @param overrides HOCON on top of the defaults
   */
  RunningReceiver(Map<String, Object> kafka, ApiKeys keys, String overrides) {
    Config config =
        ConfigFactory.parseString(overrides)
            .withFallback(ConfigFactory.parseString(PATIENT))
            .withFallback(ConfigFactory.load())
            .resolve();
    receiver = Receiver.create(config, kafka, keys, metrics);
    var builder = Server.builder().http(0);
    receiver.bind(builder);
    server = builder.build();
    server.start().join();
  }

  static RunningReceiver start() {
    return new RunningReceiver(KafkaUnderTest.shared().settings(), () -> List.of(KEY), "");
  }

  Receiver receiver() {
    return receiver;
  }

  SimpleMeterRegistry metrics() {
    return metrics;
  }

  int port() {
    return server.activeLocalPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofMinutes(2));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  /** Posts with the valid key in the query. */
  HttpResponse<String> post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), "");
  }

  HttpResponse<String> post(String path, byte[] body, String contentEncoding) {
    String separator = path.contains("?") ? "&" : "?";
    return postAs(path + separator + "api_key=" + KEY, body, contentEncoding);
  }

  /** Posts without a key of its own. */
  HttpResponse<String> postAs(String path, byte[] body, String contentEncoding) {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!contentEncoding.isEmpty()) {
      request.header("Content-Encoding", contentEncoding);
    }
    return send(request.build());
  }

  /** Posts an intake message, again while it gets 503 as Agents do, until all is accepted. */
  void accept(String message) {
    HttpResponse<String> response =
        await()
            .atMost(Duration.ofMinutes(4))
            .until(() -> post("/stsAgent/intake", message), r -> r.statusCode() != 503);
    if (response.statusCode() != 200 || !response.body().equals("{\"status\":\"ok\"}")) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
  }

  @Override
  public void close() {
    receiver.close();
    server.stop().join();
  }
}
