package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code stackstate.health.monitors}; see {@code reference.conf} for what each means. */
record MonitorConfig(boolean enabled, String groupId, int parallel, Duration pollInterval) {

  static MonitorConfig of(Config root) {
    Config c = root.getConfig("stackstate.health.monitors");
    return new MonitorConfig(
        root.getBoolean("stackstate.featureSwitches.monitorRunner"),
        root.getString("stackstate.health.groupId") + "-monitors",
        c.getInt("parallel"),
        c.getDuration("pollInterval"));
  }
}
