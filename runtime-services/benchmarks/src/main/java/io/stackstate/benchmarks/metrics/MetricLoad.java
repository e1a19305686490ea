package io.stackstate.benchmarks.metrics;

import io.stackstate.model.Json;
import io.stackstate.model.intake.MultiMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Points of six hours, one in 15 seconds of two metrics of 120 hosts, in the order of time. */
final class MetricLoad {
  static final String CPU = "system.cpu.user";
  static final int HOSTS = 120;
  static final long INTERVAL_MILLIS = 6 * 3_600_000L;

  private static final List<String> METRICS = List.of(CPU, "system.mem.usable");
  private static final long STEP_MILLIS = 15_000;
  private static final int STEPS = (int) (INTERVAL_MILLIS / STEP_MILLIS);

  private MetricLoad() {}

  static int points() {
    return STEPS * HOSTS * METRICS.size();
  }

  /**
   * The records.
   *
   * @param endMillis after the last of them
   */
  static List<byte[]> records(long endMillis) throws IOException {
    List<byte[]> records = new ArrayList<>(points());
    for (int step = 0; step < STEPS; step++) {
      long time = endMillis - INTERVAL_MILLIS + step * STEP_MILLIS;
      for (int host = 0; host < HOSTS; host++) {
        for (String metric : METRICS) {
          records.add(record(metric, host, time, 50 + 40 * Math.sin(step / 100.0 + host)));
        }
      }
    }
    return records;
  }

  private static byte[] record(String metric, int host, long time, double value)
      throws IOException {
    Map<String, String> tags =
        Map.of(
            "cluster",
            "production",
            "region",
            "eu-west-1",
            "rack",
            "r" + host % 12,
            "group",
            "g" + (host < 100 ? host : 100));
    return Json.mapper()
        .writeValueAsBytes(
            new MultiMetric(
                MultiMetric.CONVERTED,
                "host-" + host,
                "gauge",
                null,
                Map.of(metric, value),
                tags,
                time));
  }
}
