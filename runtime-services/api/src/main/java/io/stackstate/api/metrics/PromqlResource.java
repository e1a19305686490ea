package io.stackstate.api.metrics;

import static io.stackstate.api.auth.Permission.READ_METRICS;

import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Handler;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.Routes;
import io.stackstate.telemetry.metric.SeriesSource;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.telemetry.promql.PromqlResult;
import io.stackstate.telemetry.promql.syntax.Intervals;
import io.stackstate.telemetry.promql.syntax.PromqlReader;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * PromQL over REST, below {@code /api/metrics} and, for clients of Prometheus such as Grafana,
 * {@code /prometheus/api/v1} (REST sheet, sections 2 and 6.13). Every answer, an error too, has the
 * envelope of Prometheus: 400 for a bad request, 422 for what cannot be evaluated, 503 when time is
 * up or metrics cannot be read.
 */
public final class PromqlResource {
  /** The version whose language and answers these are; Grafana chooses its requests by it. */
  private static final String DIALECT = "3.0.0";

  private static final List<String> BASES = List.of("/api/metrics", "/prometheus/api/v1");

  private final PromqlEngine engine;
  private final SeriesResource series;
  private final InstantSource clock;
  private final Semaphore active;

  /**
   * @param maxActive requests at the same time
   */
  public PromqlResource(
      PromqlEngine engine, SeriesSource source, int maxActive, InstantSource clock) {
    this.engine = engine;
    this.series = new SeriesResource(source);
    this.clock = clock;
    this.active = new Semaphore(maxActive);
  }

  /** What a request asks for, of its parameters. */
  @FunctionalInterface
  interface Work {
    JsonBody of(Call call, PromqlParameters parameters) throws Exception;
  }

  public void bind(Routes routes) {
    for (String base : BASES) {
      both(routes, base + "/query", this::instant);
      both(routes, base + "/query_range", this::range);
      both(routes, base + "/query_exemplars", PromqlResource::exemplars);
      both(routes, base + "/labels", series::names);
      both(routes, base + "/series", series::series);
      routes.get(READ_METRICS, base + "/label/{label}/values", guarded(series::values));
      routes.get(READ_METRICS, base + "/metadata", guarded(PromqlResource::metadata));
    }
    routes.get(
        READ_METRICS, "/prometheus/api/v1/status/buildinfo", guarded(PromqlResource::buildInfo));
  }

  private void both(Routes routes, String path, Work work) {
    routes.get(READ_METRICS, path, guarded(work)).post(READ_METRICS, path, guarded(work));
  }

  private Handler guarded(Work work) {
    return call -> {
      if (!active.tryAcquire()) {
        return new PromqlFailure(503, "unavailable", "too many queries at the same time; try again")
            .answer();
      }
      try {
        JsonBody data = work.of(call, new PromqlParameters(call, clock));
        return Answer.stream(out -> envelope(data).write(out));
      } catch (Exception e) {
        return PromqlFailure.of(e).answer();
      } finally {
        active.release();
      }
    };
  }

  /**
   * @param data writes the field {@code data}, and may write others after it
   */
  private static JsonBody envelope(JsonBody data) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", "success");
      out.writeFieldName("data");
      data.write(out);
      out.writeEndObject();
    };
  }

  private JsonBody instant(Call call, PromqlParameters parameters) throws Exception {
    PromqlResult result =
        engine.instant(
            parameters.query(),
            parameters.timeOr("time", parameters.now()),
            parameters.timeout(),
            call::isCancelled);
    return out -> PromqlJson.write(out, result);
  }

  private JsonBody range(Call call, PromqlParameters parameters) throws Exception {
    PromqlResult result =
        engine.range(
            parameters.query(),
            parameters.requiredTime("start"),
            parameters.requiredTime("end"),
            parameters.step(),
            parameters.timeout(),
            call::isCancelled);
    return out -> PromqlJson.write(out, result);
  }

  /** There are none, and the answer says why. */
  private static JsonBody exemplars(Call call, PromqlParameters parameters) {
    PromqlReader.read(parameters.query(), Intervals.ofInstant());
    parameters.requiredTime("start");
    parameters.requiredTime("end");
    return out -> {
      out.writeStartArray();
      out.writeEndArray();
      out.writeArrayFieldStart("warnings");
      out.writeString("exemplars are not stored");
      out.writeEndArray();
    };
  }

  /** Agents send neither types nor descriptions of metrics. */
  private static JsonBody metadata(Call call, PromqlParameters parameters) {
    parameters.limit(Integer.MAX_VALUE);
    return out -> {
      out.writeStartObject();
      out.writeEndObject();
    };
  }

  private static JsonBody buildInfo(Call call, PromqlParameters parameters) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("version", DIALECT);
      out.writeEndObject();
    };
  }
}
