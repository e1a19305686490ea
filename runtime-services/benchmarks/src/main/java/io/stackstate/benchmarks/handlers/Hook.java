package io.stackstate.benchmarks.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import io.stackstate.model.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A receiver of webhooks on the loop-back interface that answers at once and remembers when it was
 * first told of what: of a component by the envelope, of a label by Alertmanager. Thread-safe.
 */
final class Hook implements AutoCloseable {
  private static final String MARK = "urn:element:/";

  private final Map<String, Long> arrivedNanos = new ConcurrentHashMap<>();
  private final Server server;

  Hook() {
    server =
        Server.builder()
            .http(0)
            .service(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApply(
                                body -> {
                                  long now = System.nanoTime();
                                  names(body.content().array())
                                      .forEach(name -> arrivedNanos.putIfAbsent(name, now));
                                  return HttpResponse.of(HttpStatus.OK);
                                })))
            .build();
    server.start().join();
  }

  /** The identifiers of the elements that a message is about. */
  private static List<String> names(byte[] body) {
    List<String> names = new ArrayList<>();
    try {
      JsonNode json = Json.mapper().readTree(body);
      String component = json.at("/component/identifier").asText();
      if (component.startsWith(MARK)) {
        names.add(component);
      }
      json.path("alerts").forEach(alert -> names.add(alert.at("/labels/element").asText()));
    } catch (IOException e) {
      throw new IllegalStateException("a webhook without JSON", e);
    }
    return names;
  }

  static String name(int number) {
    return MARK + number;
  }

  String url() {
    return "http://127.0.0.1:" + server.activeLocalPort() + "/";
  }

  /** When it was told first, by {@link System#nanoTime}; null when not yet. */
  Long arrivedNanos(String name) {
    return arrivedNanos.get(name);
  }

  int count() {
    return arrivedNanos.size();
  }

  void forget() {
    arrivedNanos.clear();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
