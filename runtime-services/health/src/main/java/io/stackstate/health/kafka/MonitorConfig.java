package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code stackstate.health.monitors}; see {@code reference.conf} for what each means. */
record MonitorConfig(boolean enabled, String groupId, int parallel, Duration pollInterval) {

  static MonitorConfig of(Config root) {
    Config c = root.getConfig("stackstate.health.monitors");
    long allocation = root.getBytes("stackstate.functions.allocationLimit");
    return new MonitorConfig(
        root.getBoolean("stackstate.featureSwitches.monitorRunner"),
        root.getString("stackstate.health.groupId") + "-monitors",
        atOnce(c.getInt("parallel"), allocation, Runtime.getRuntime().maxMemory()),
        c.getDuration("pollInterval"));
  }

  /**
   * How many monitors run at a time: as many as are wanted, but no more than may all hold what they
   * are allowed to allocate in half of the heap, the other half of which is the platform's. At
   * least one.
   *
   * @param allocation bytes that one run may allocate
   * @param heap bytes that the heap may grow to
   */
  static int atOnce(int wanted, long allocation, long heap) {
    return (int) Math.max(1, Math.min(wanted, heap / 2 / allocation));
  }
}
