package io.stackstate.telemetry.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.stackstate.telemetry.event.Categories;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** {@code stackstate.telemetry}; see {@code reference.conf} for what each means. */
record TelemetryConfig(
    String groupId,
    int maxBatchEvents,
    Duration pollInterval,
    Duration maxBackoff,
    Duration maxAge,
    Categories categories) {

  /**
   * @throws IllegalArgumentException that names the key
   */
  static TelemetryConfig of(Config root) {
    Config c = root.getConfig("stackstate.telemetry");
    return new TelemetryConfig(
        c.getString("groupId"),
        c.getInt("maxBatchEvents"),
        c.getDuration("pollInterval"),
        c.getDuration("maxBackoff"),
        c.getDuration("events.maxAge"),
        categories(c.getConfig("events.categoryAliases")));
  }

  private static Categories categories(Config aliases) {
    Map<String, String> map = new HashMap<>();
    aliases
        .entrySet()
        .forEach(
            entry ->
                map.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped())));
    return new Categories(map);
  }
}
