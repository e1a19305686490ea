package io.stackstate.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stackstate.model.Json;
import io.stackstate.server.role.Lineup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code /liveness}, {@code /readiness} and {@code /metrics}: open to all, they hold no secret. */
final class Probes {
  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final Lineup lineup;
  private final PrometheusMeterRegistry metrics;

  Probes(Lineup lineup, PrometheusMeterRegistry metrics) {
    this.lineup = lineup;
    this.metrics = metrics;
  }

  void bind(ServerBuilder server) {
    server.service("/liveness", (context, request) -> liveness());
    server.service("/readiness", this::readiness);
    server.service("/metrics", (context, request) -> scrape());
  }

  private HttpResponse liveness() {
    return lineup.failed().isEmpty()
        ? HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, "alive\n")
        : HttpResponse.of(
            HttpStatus.SERVICE_UNAVAILABLE, MediaType.PLAIN_TEXT_UTF_8, "a role failed\n");
  }

  /** JSON; one role a line for who prefers plain text, as the launcher does. */
  private HttpResponse readiness(ServiceRequestContext context, HttpRequest request) {
    HttpStatus status = lineup.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    if (request.headers().get(HttpHeaderNames.ACCEPT, "").startsWith("text/plain")) {
      String lines = lineup.states().stream().map(Probes::line).collect(Collectors.joining());
      return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, lines);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", lineup.state());
    body.put("roles", lineup.states());
    return HttpResponse.of(status, MediaType.JSON_UTF_8, HttpData.wrap(bytes(body)));
  }

  private static String line(Lineup.RoleState state) {
    String reason = state.reason() == null ? "" : ": " + state.reason();
    return "%-16s %s%s%n".formatted(state.name(), state.state(), reason);
  }

  private static byte[] bytes(Map<String, Object> body) {
    try {
      return Json.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("probe state is plain data", e);
    }
  }

  private HttpResponse scrape() {
    return HttpResponse.of(HttpStatus.OK, PROMETHEUS, HttpData.ofUtf8(metrics.scrape()));
  }
}
