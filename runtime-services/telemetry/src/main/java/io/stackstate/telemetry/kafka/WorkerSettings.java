package io.stackstate.telemetry.kafka;

import com.typesafe.config.Config;
import io.stackstate.model.Topics;
import io.stackstate.telemetry.event.EventGroup;
import java.time.Duration;
import java.util.List;

/**
 * What a worker reads and how; see {@code reference.conf} for what each means.
 *
 * @param holds what the topics hold, as people say it
 * @param maxBatch records that are polled at once
 */
record WorkerSettings(
    String holds,
    List<String> topics,
    String groupId,
    int maxBatch,
    Duration pollInterval,
    Duration maxBackoff) {

  static WorkerSettings events(Config root) {
    Config c = section(root);
    return of(
        c, "events", EventGroup.prefixes(), c.getString("groupId"), c.getInt("maxBatchEvents"));
  }

  static WorkerSettings metrics(Config root) {
    Config c = section(root);
    return of(
        c,
        "metrics",
        List.of(Topics.MULTI_METRICS),
        c.getString("metrics.groupId"),
        c.getInt("metrics.maxBatchRecords"));
  }

  private static Config section(Config root) {
    return root.getConfig("stackstate.telemetry");
  }

  private static WorkerSettings of(
      Config c, String holds, List<String> topics, String groupId, int maxBatch) {
    return new WorkerSettings(
        holds,
        topics,
        groupId,
        maxBatch,
        c.getDuration("pollInterval"),
        c.getDuration("maxBackoff"));
  }
}
