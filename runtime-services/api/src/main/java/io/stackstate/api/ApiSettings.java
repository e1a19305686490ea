package io.stackstate.api;

import com.typesafe.config.Config;
import io.stackstate.api.topology.SnapshotLimits;
import java.time.Duration;
import java.util.List;

/** The section {@code stackstate.api}; {@code reference.conf} says what each key means. */
record ApiSettings(
    List<String> tokens,
    long maxRequestBytes,
    Duration requestTimeout,
    SnapshotLimits snapshot,
    SnapshotLimits export,
    int maxTopicMessages,
    long maxTopicBytes,
    int maxTopicReaders,
    Duration topicTimeout,
    Duration publishTimeout,
    Duration removalPatience) {

  static ApiSettings read(Config root) {
    Config config = root.getConfig("stackstate.api");
    return new ApiSettings(
        config.getStringList("tokens"),
        config.getBytes("maxRequestSize"),
        config.getDuration("requestTimeout"),
        SnapshotLimits.read(config.getConfig("snapshot")),
        SnapshotLimits.unbounded(
            config.getInt("export.maxActive"), config.getDuration("export.queryTimeout")),
        config.getInt("topics.maxMessages"),
        config.getBytes("topics.maxBytes"),
        config.getInt("topics.maxReaders"),
        config.getDuration("topics.timeout"),
        config.getDuration("publishTimeout"),
        config.getDuration("removalPatience"));
  }

  /** Without the tokens: records print all that they hold. */
  @Override
  public String toString() {
    return "ApiSettings[" + tokens.size() + " tokens, " + snapshot + "]";
  }
}
