package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.receiver.ApiKeys;
import io.stackstate.receiver.adapter.AlertMapping;
import io.stackstate.receiver.adapter.AlertsAdapter;
import io.stackstate.receiver.adapter.CloudEventsAdapter;
import io.stackstate.receiver.intake.Format;
import io.stackstate.receiver.intake.Limits;
import io.stackstate.receiver.intake.MessageReader;
import io.stackstate.receiver.kafka.KafkaGate;
import io.stackstate.receiver.kafka.RecordPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Puts the endpoints of the receiver together (intake sheet, section 2). */
public final class ReceiverHttp {
  private static final List<String> BASES = List.of("/stsAgent", "/receiver/stsAgent");
  private static final List<String> UNUSED =
      List.of(
          "/api/v0.2/stats",
          "/api/v1/sketches",
          "/api/beta/sketches",
          "/api/v1/metadata",
          "/api/v2/series",
          "/api/v2/events",
          "/api/v2/service_checks",
          "/api/v2/host_metadata",
          "/api/v1/discovery",
          "/api/v1/orchestrator");
  private static final List<String> FRAMES =
      List.of("/api/v1/collector", "/api/v1/container", "/api/v1/connections");
  private static final List<String> LOGS = List.of("/logs/k8s", "/logs/openshift/loki/api/v1/push");

  private final Config config;
  private final Credentials credentials;
  private final InFlightBudget budget;
  private final ReceiverMetrics metrics;
  private final Executor workers;
  private final IntakeProcess process;
  private final Drain drain = new Drain();

  /**
   * @param config the section {@code stackstate.receiver}
   * @param workers for work that blocks
   */
  public ReceiverHttp(
      Config config,
      ApiKeys keys,
      RecordPublisher publisher,
      KafkaGate gate,
      Executor workers,
      MeterRegistry registry) {
    this.config = config;
    this.workers = workers;
    credentials = new Credentials(keys);
    budget = new InFlightBudget(config.getBytes("inFlightBytes"));
    metrics = new ReceiverMetrics(registry, budget);
    process =
        new IntakeProcess(
            new BodyDecoder(config.getBytes("maxDecodedBytes")),
            new MessageReader(limits(config)),
            publisher,
            gate,
            credentials,
            acceptance(config),
            metrics,
            new FaultLog(credentials),
            Clock.systemUTC(),
            Math.toIntExact(config.getBytes("alerts.maxBodyBytes")));
  }

  /** Adds the receiver's paths to {@code server}. */
  public void bind(ServerBuilder server, BooleanSupplier ready) {
    long maxBody = config.getBytes("maxBodyBytes");
    ReceiverService service =
        new ReceiverService(
            new ReceiverPaths(endpoints()), credentials, metrics, new Answers(maxBody), drain);
    for (String base : BASES) {
      server
          .route()
          .pathPrefix(base)
          .maxRequestLength(maxBody)
          .requestTimeout(config.getDuration("requestTimeout"))
          .build(service);
    }
    server.service(
        "/health",
        (context, request) ->
            HttpResponse.of(ready.getAsBoolean() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE));
  }

  /** Refuses new requests and waits for those in progress; false when some are left. */
  public boolean drain(Duration timeout) {
    return drain.await(timeout);
  }

  private Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> endpoints = new HashMap<>();
    for (String path : List.of("/intake", "/intake/metrics", "/intake/metadata")) {
      endpoints.put(path, json(path, Format.INTAKE));
    }
    endpoints.put("/api/v1/series", json("/api/v1/series", Format.SERIES));
    endpoints.put("/api/v1/check_run", json("/api/v1/check_run", Format.CHECK_RUN));
    endpoints.put(
        "/api/v1/validate",
        new FixedEndpoint(
            HttpMethod.GET,
            Endpoint.KeyRule.REQUIRED,
            new Answer(HttpStatus.OK, Map.of("valid", true), 0)));
    endpoints.put(
        "/features",
        new FixedEndpoint(
            HttpMethod.GET,
            Endpoint.KeyRule.NOT_NEEDED,
            new Answer(HttpStatus.OK, config.getObject("features").unwrapped(), 0)));
    foreign(endpoints);
    drops(endpoints);
    return endpoints;
  }

  private void foreign(Map<String, Endpoint> endpoints) {
    AlertMapping mapping = AlertMapping.from(config.getConfig("alerts"));
    Map.of(
            "/api/v2/alerts",
            new AlertsAdapter(mapping, false),
            "/alertmanager/webhook",
            new AlertsAdapter(mapping, true),
            "/cloudevents",
            new CloudEventsAdapter(mapping))
        .forEach(
            (path, adapter) ->
                endpoints.put(
                    path,
                    new ForeignEndpoint(
                        json(path, Format.INTAKE), adapter, path.equals("/cloudevents"))));
  }

  private void drops(Map<String, Endpoint> endpoints) {
    for (String path : UNUSED) {
      endpoints.put(path, drop(path, Answer.OK, DropEndpoint.Body.ANY, false));
    }
    for (String path : LOGS) {
      endpoints.put(path, drop(path, Answer.NO_CONTENT, DropEndpoint.Body.ANY, true));
    }
    for (String path : FRAMES) {
      endpoints.put(path, drop(path, Answer.OK, DropEndpoint.Body.FRAME, true));
    }
    String traces = "/api/v0.2/traces";
    endpoints.put(traces, drop(traces, Answer.OK, DropEndpoint.Body.ANY, true));
  }

  private JsonEndpoint json(String path, Format format) {
    return new JsonEndpoint(path, format, process, budget, workers, metrics);
  }

  private Endpoint drop(String path, Answer answer, DropEndpoint.Body body, boolean lost) {
    return new DropEndpoint(path, answer, body, lost, metrics);
  }

  private static Limits limits(Config config) {
    return new Limits(
        Math.toIntExact(config.getBytes("maxRecordBytes")),
        Math.toIntExact(config.getBytes("maxBufferedBytes")),
        config.getInt("maxNestingDepth"),
        config.getBoolean("strictMetricNames"));
  }

  private static Acceptance acceptance(Config config) {
    return new Acceptance(
        Math.toIntExact(config.getBytes("maxRecordBytes")),
        config.getDuration("maxAgeTelemetry"),
        config.getDuration("maxAgeTopology"));
  }
}
