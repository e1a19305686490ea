package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where services of a process with the role {@code api} find its API: in this process. */
final class OwnApi {
  private static final List<String> SECTIONS =
      List.of("stackstate.health.monitors.telemetry.", "stackstate.automation.outputs.api.");

  private OwnApi() {}

  /**
   * The configuration of the services; an address that it says itself stays.
   *
   * @param url of this process
   * @param tokens that its API accepts; empty without the role {@code api}
   */
  static Config of(Config config, String url, List<String> tokens) {
    Map<String, Object> own = new HashMap<>();
    for (String section : SECTIONS) {
      if (!tokens.isEmpty() && config.getString(section + "url").isBlank()) {
        own.put(section + "url", url);
        own.put(section + "token", tokens.get(0));
        own.put(section + "tokenFile", "");
      }
    }
    return ConfigFactory.parseMap(own).withFallback(config);
  }
}
