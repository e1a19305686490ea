package io.stackstate.telemetry.metric;

import java.util.Map;

/**
 * The points of one series with all that distinguishes it from others.
 *
 * @param labels value by label; {@link LabelMatcher#NAME} among them
 * @param times epoch milliseconds, ascending, each once; not to be changed, nor are the values
 * @param values as many as times
 */
public record Samples(Map<String, String> labels, long[] times, double[] values) {
  public Samples {
    labels = Map.copyOf(labels);
  }
}
