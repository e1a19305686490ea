package io.stackstate.synchronization.kafka;

import com.typesafe.config.Config;
import io.stackstate.synchronization.event.EventSettings;
import java.time.Duration;

/**
 * {@code stackstate.synchronization}; see {@code reference.conf} for what each means.
 *
 * @param pollInterval how long an idle worker waits for input
 * @param idleCommitInterval how often offsets of input that changed nothing are committed
 * @param offsetRefreshInterval how often all offsets are committed again
 */
record SyncConfig(
    String groupId,
    boolean standby,
    String instanceId,
    int maxBatchElements,
    int maxParkedRelations,
    Duration parkedRelationTimeout,
    int removalBatchElements,
    Duration pollInterval,
    Duration idleCommitInterval,
    Duration offsetRefreshInterval,
    Duration topicLookupInterval,
    Duration statusInterval,
    EventSettings events) {

  static SyncConfig of(Config root) {
    Config c = root.getConfig("stackstate.synchronization");
    return new SyncConfig(
        c.getString("groupId"),
        c.getBoolean("standby"),
        c.getString("instanceId"),
        c.getInt("maxBatchElements"),
        c.getInt("maxParkedRelations"),
        c.getDuration("parkedRelationTimeout"),
        c.getInt("removalBatchElements"),
        c.getDuration("pollInterval"),
        c.getDuration("idleCommitInterval"),
        c.getDuration("offsetRefreshInterval"),
        c.getDuration("topicLookupInterval"),
        c.getDuration("statusInterval"),
        EventSettings.of(c.getString("events.elements"), c.getInt("events.maxText")));
  }
}
