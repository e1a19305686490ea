package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;

/** Where the monitors of a process with the role {@code api} ask for metrics: itself. */
final class MonitorTelemetry {
  private static final String SECTION = "stackstate.health.monitors.telemetry.";

  private MonitorTelemetry() {}

  /**
   * The configuration of the role {@code health}; an address that it says itself stays.
   *
   * @param url of this process
   * @param tokens that its API accepts; empty without the role {@code api}
   */
  static Config of(Config config, String url, List<String> tokens) {
    if (tokens.isEmpty() || !config.getString(SECTION + "url").isBlank()) {
      return config;
    }
    return ConfigFactory.parseMap(
            Map.of(
                SECTION + "url", url, SECTION + "token", tokens.get(0), SECTION + "tokenFile", ""))
        .withFallback(config);
  }
}
