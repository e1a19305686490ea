package io.stackstate.functions.api;

import io.stackstate.functions.prediction.Predictor;
import io.stackstate.functions.script.ScriptApiException;
import java.util.Arrays;
import java.util.Locale;

/** {@code Prediction} of scripts (query sheet, section 6.5). */
public final class PredictionApi {
  private final TelemetryApi telemetry;

  PredictionApi(TelemetryApi telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * Begins the prediction of a metric.
   *
   * @param predictor {@code fft}, {@code linear} or {@code hmn}
   * @param horizon how far: a number and a unit
   * @param query of one series, compiled or not
   */
  public PredictionQuery predictMetrics(Object predictor, Object horizon, Object query) {
    Predictor known =
        Predictor.of(String.valueOf(predictor))
            .orElseThrow(
                () ->
                    new ScriptApiException(
                        "predictor: found \"%s\", expected one of %s"
                            .formatted(
                                predictor,
                                Arrays.toString(Predictor.values()).toLowerCase(Locale.ROOT))));
    long millis = InstantText.duration("horizon", horizon);
    if (millis < 1) {
      throw new ScriptApiException("horizon: found " + horizon + ", expected more than 0");
    }
    return PredictionQuery.of(known, millis, (Streaming) telemetry.query(query));
  }
}
