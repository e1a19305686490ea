package io.stackstate.api.metrics;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.Json;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.telemetry.promql.PromqlException;
import io.stackstate.telemetry.promql.PromqlResult;
import io.stackstate.telemetry.promql.syntax.PromqlSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** Answers PromQL to callers in the same process, in the form that others get. Thread-safe. */
public final class PromqlData {
  private final PromqlEngine engine;
  private final Duration timeout;

  public PromqlData(PromqlEngine engine) {
    this.engine = engine;
    this.timeout = engine.limits().timeout();
  }

  /**
   * What a query gives, {@code {resultType, result}}, of maps, lists, numbers and texts that are
   * the caller's. An interrupt ends it.
   *
   * @param startMillis epoch milliseconds; without a step only {@code endMillis} counts
   * @param stepMillis 0 for a query for one time
   * @throws ScriptApiException for what is wrong with the query; its message says what
   */
  public Map<?, ?> data(String query, long startMillis, long endMillis, long stepMillis)
      throws MetricsUnavailableException {
    try {
      PromqlResult result =
          stepMillis == 0
              ? engine.instant(query, endMillis, timeout, Thread.currentThread()::isInterrupted)
              : engine.range(
                  query,
                  startMillis,
                  endMillis,
                  stepMillis,
                  timeout,
                  Thread.currentThread()::isInterrupted);
      return map(result);
    } catch (PromqlException | PromqlSyntaxException e) {
      throw new ScriptApiException("Telemetry.promql: " + e.getMessage());
    }
  }

  private static Map<?, ?> map(PromqlResult result) {
    try (TokenBuffer buffer = new TokenBuffer(Json.mapper(), false)) {
      PromqlJson.write(buffer, result);
      return Json.mapper().readValue(buffer.asParser(), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
