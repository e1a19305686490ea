package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import io.stackstate.health.element.OwnHealth;
import io.stackstate.stql.QueryLimits;
import java.time.Duration;

/** {@code stackstate.health}; see {@code reference.conf} for what each means. */
record HealthConfig(
    String groupId,
    boolean standby,
    String instanceId,
    int maxBatchMessages,
    int maxCommitRecords,
    Duration pollInterval,
    Duration tickInterval,
    Duration problemSettleTime,
    OwnHealth ownHealth,
    Views views,
    CheckConfig checks) {

  /** {@code stackstate.health.views}. */
  record Views(Duration interval, Duration roundTime, QueryLimits limits) {
    static Views of(Config c) {
      int elements = c.getInt("maxElements");
      return new Views(
          c.getDuration("interval"),
          c.getDuration("roundTime"),
          new QueryLimits(elements, elements, c.getDuration("timeLimit")));
    }
  }

  static HealthConfig of(Config root) {
    Config c = root.getConfig("stackstate.health");
    return new HealthConfig(
        c.getString("groupId"),
        c.getBoolean("standby"),
        c.getString("instanceId"),
        c.getInt("maxBatchMessages"),
        c.getInt("maxCommitRecords"),
        c.getDuration("pollInterval"),
        c.getDuration("tickInterval"),
        c.getDuration("problemSettleTime"),
        new OwnHealth(c.getBoolean("disabledCounts")),
        Views.of(c.getConfig("views")),
        CheckConfig.of(c.getConfig("checks")));
  }
}
