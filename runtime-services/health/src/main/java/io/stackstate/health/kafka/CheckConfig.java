package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code stackstate.health.checks}; see {@code reference.conf} for what each means. */
record CheckConfig(
    int maxPoints,
    Duration evaluationInterval,
    Duration positionInterval,
    int recentRecords,
    long recentBytes) {

  static CheckConfig of(Config c) {
    return new CheckConfig(
        c.getInt("maxPoints"),
        c.getDuration("evaluationInterval"),
        c.getDuration("positionInterval"),
        c.getInt("recentRecords"),
        c.getBytes("recentBytes"));
  }
}
