package io.stackstate.api.metrics;

import com.typesafe.config.Config;
import io.stackstate.telemetry.promql.PromqlLimits;

/**
 * {@code stackstate.api.promql}; {@code reference.conf} says what each key means.
 *
 * @param maxActive queries at the same time
 */
public record PromqlSettings(PromqlLimits limits, int maxActive) {
  public static PromqlSettings read(Config root) {
    Config config = root.getConfig("stackstate.api.promql");
    return new PromqlSettings(
        new PromqlLimits(config.getInt("maxSamples"), config.getDuration("timeout")),
        config.getInt("maxActive"));
  }
}
