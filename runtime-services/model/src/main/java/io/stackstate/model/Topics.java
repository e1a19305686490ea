package io.stackstate.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Names and properties of the Kafka topics on which services meet (intake sheet, section 13.1). */
public final class Topics {
  /** The change log: topology, health and problems (design, section 4). */
  public static final String CHANGES = "stackgraph_changes";

  /** Settings nodes, written by {@code api}, executed by the services. */
  public static final String SETTINGS = "sts_internal_settings";

  /**
   * All that the store of settings holds, written by {@code api}, read by it when the store was
   * lost: key is the id of a node, value the node. Holds passwords, so its name is none of those
   * that users may read.
   */
  public static final String SETTINGS_JOURNAL = "stackstate_settings_journal";

  /** What each synchronization reports about itself, keyed by the id of its settings node. */
  public static final String SYNC_STATUS = "sts_internal_sync_status";

  /** The health streams and their check states, written by {@code health}. */
  public static final String HEALTH_STATES = "sts_internal_health_states";

  /** What people ask of health streams, written by {@code api}. */
  public static final String HEALTH_REQUESTS = "sts_internal_health_requests";

  /** What each monitor reports of its runs, keyed by the id of its node; written by health. */
  public static final String MONITOR_STATUS = "sts_internal_monitor_status";

  /** Runs that people ask for, keyed by a correlation id; written by {@code api}. */
  public static final String MONITOR_REQUESTS = "sts_internal_monitor_requests";

  /** What the runs that people asked for came to; written by health. */
  public static final String MONITOR_RESULTS = "sts_internal_monitor_results";

  /** The health of views, keyed by the id of the view; written by health. */
  public static final String VIEW_HEALTH = "sts_internal_view_health";

  /** The state of event handlers: notifications and what is to be sent; written by automation. */
  public static final String NOTIFICATIONS = "sts_internal_notifications";

  /** What people ask of event handlers: silences, acknowledgements, tests; written by api. */
  public static final String NOTIFICATION_REQUESTS = "sts_internal_notification_requests";

  public static final String TOPOLOGY_PREFIX = "sts_topo_";
  public static final String MULTI_METRICS = "sts_multi_metrics";
  public static final String GENERIC_EVENTS = "sts_generic_events";
  public static final String TOPOLOGY_EVENTS = "sts_topology_events";
  public static final String STATE_EVENTS = "sts_state_events";
  public static final String INTAKE_HEALTH = "sts_intake_health";
  public static final String TRACE_EVENTS = "sts_trace_events";
  public static final String CORRELATE_ENDPOINTS = "sts_correlate_endpoints";

  private static final int MAX_NAME = 249;
  private static final int KEPT_OF_LONG_NAME = 200;
  private static final Map<String, String> ONE_DAY = Map.of("retention.ms", "86400000");
  private static final Map<String, String> UNLIMITED = Map.of("retention.ms", "-1");
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  /**
   * Eight days, the default retention of the graph: the projector may lag that long before
   * compaction could eat a change it has not seen.
   */
  private static final String HISTORY_MILLIS = "691200000";

  /** The fixed topics; those of topology instances are made on first data or first use. */
  public static final List<Spec> FIXED =
      List.of(
          new Spec(
              CHANGES,
              1,
              Map.of(
                  "cleanup.policy",
                  "compact",
                  "message.timestamp.type",
                  "LogAppendTime",
                  "min.compaction.lag.ms",
                  HISTORY_MILLIS,
                  "delete.retention.ms",
                  HISTORY_MILLIS)),
          new Spec(SETTINGS, 1, COMPACTED),
          new Spec(
              SETTINGS_JOURNAL,
              1,
              Map.of("cleanup.policy", "compact", "max.message.bytes", "16777216")),
          new Spec(SYNC_STATUS, 1, COMPACTED),
          new Spec(HEALTH_STATES, 1, COMPACTED),
          new Spec(HEALTH_REQUESTS, 1, COMPACTED),
          new Spec(MONITOR_STATUS, 1, COMPACTED),
          new Spec(MONITOR_REQUESTS, 1, ONE_DAY),
          new Spec(MONITOR_RESULTS, 1, ONE_DAY),
          new Spec(VIEW_HEALTH, 1, COMPACTED),
          new Spec(NOTIFICATIONS, 1, COMPACTED),
          new Spec(NOTIFICATION_REQUESTS, 1, COMPACTED),
          new Spec(MULTI_METRICS, 1, ONE_DAY),
          new Spec(GENERIC_EVENTS, 1, ONE_DAY),
          new Spec(TOPOLOGY_EVENTS, 1, ONE_DAY),
          new Spec(STATE_EVENTS, 1, ONE_DAY),
          new Spec(INTAKE_HEALTH, 10, UNLIMITED),
          new Spec(TRACE_EVENTS, 10, ONE_DAY),
          new Spec(CORRELATE_ENDPOINTS, 10, ONE_DAY),
          new Spec(TOPOLOGY_PREFIX + "process_agents", 1, ONE_DAY),
          new Spec(TOPOLOGY_PREFIX + "trace_agents", 1, ONE_DAY));

  private Topics() {}

  /** A topic as it is created. */
  public record Spec(String name, int partitions, Map<String, String> config) {
    private static final int BROKERS_FOR_TWO = 3;
    private static final int BROKERS_FOR_THREE = 5;

    /**
     * On how many of so many brokers each partition is kept: what must survive is on three as soon
     * as there are three. Rule: deployment sheet, section 3.1.
     */
    public short replication(int brokers) {
      boolean persistent =
          config.getOrDefault("cleanup.policy", "").contains("compact")
              || "-1".equals(config.get("retention.ms"));
      if (brokers >= BROKERS_FOR_THREE || persistent && brokers >= BROKERS_FOR_TWO) {
        return 3;
      }
      return (short) (brokers >= BROKERS_FOR_TWO ? 2 : 1);
    }

    /**
     * How many replicas must have a record before it is acknowledged: one may be away. Rule:
     * deployment sheet, section 3.1.
     */
    public static int minInsyncReplicas(int replication) {
      return Math.max(1, replication - 1);
    }
  }

  /**
   * The topic of a topology instance; both parts are trimmed, other characters than {@code
   * [A-Za-z0-9._-]} become {@code _}. Idempotent for names that were made safe before. Rule:
   * topology sheet, section 2.2.
   */
  public static String topology(String instanceType, String instanceUrl) {
    String name = TOPOLOGY_PREFIX + safe(instanceType.trim()) + "_" + safe(instanceUrl.trim());
    if (name.length() <= MAX_NAME) {
      return name;
    }
    return name.substring(0, KEPT_OF_LONG_NAME) + "_" + sha256(name).substring(0, 16);
  }

  /** The topic of a topology instance with the properties that it is created with. */
  public static Spec topologySpec(String topic) {
    return new Spec(topic, 1, ONE_DAY);
  }

  private static String safe(String part) {
    StringBuilder out = new StringBuilder(part.length());
    part.codePoints().forEach(c -> out.append(isSafe(c) ? (char) c : '_'));
    return out.toString();
  }

  private static boolean isSafe(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '_'
        || c == '-';
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
