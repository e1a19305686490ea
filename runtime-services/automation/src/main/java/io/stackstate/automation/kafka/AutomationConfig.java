package io.stackstate.automation.kafka;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code stackstate.automation}; see {@code reference.conf} for what each means. */
record AutomationConfig(
    String groupId,
    boolean standby,
    String instanceId,
    int maxBatchEvents,
    Duration pollInterval,
    Duration idleCommitInterval,
    int maxDeliveriesPerOutput,
    int maxUnrecordedPerOutput,
    int maxDeliveries,
    Duration drainTimeout,
    Duration acknowledgeLinks) {

  static AutomationConfig of(Config root) {
    Config c = root.getConfig("stackstate.automation");
    return new AutomationConfig(
        c.getString("groupId"),
        c.getBoolean("standby"),
        c.getString("instanceId"),
        c.getInt("maxBatchEvents"),
        c.getDuration("pollInterval"),
        c.getDuration("idleCommitInterval"),
        c.getInt("maxDeliveriesPerOutput"),
        c.getInt("maxUnrecordedPerOutput"),
        c.getInt("maxDeliveries"),
        c.getDuration("drainTimeout"),
        c.getDuration("acknowledgeLinks"));
  }
}
