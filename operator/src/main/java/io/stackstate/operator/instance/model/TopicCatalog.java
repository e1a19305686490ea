package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.TopicOverride;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fixed topics of the platform, as it would make them itself (deployment sheet, section 3.1). A
 * test holds the list equal to that of the platform, which this module may not know.
 */
final class TopicCatalog {
  private static final String DAY = "86400000";
  private static final String EIGHT_DAYS = "691200000";
  private static final int BROKERS_FOR_TWO = 3;
  private static final int BROKERS_FOR_THREE = 5;

  static final List<Topic> FIXED =
      List.of(
          new Topic(
              "stackgraph_changes",
              1,
              Map.of(
                  "cleanup.policy",
                  "compact",
                  "message.timestamp.type",
                  "LogAppendTime",
                  "min.compaction.lag.ms",
                  EIGHT_DAYS,
                  "delete.retention.ms",
                  EIGHT_DAYS)),
          compacted("sts_internal_settings"),
          new Topic(
              "stackstate_settings_journal",
              1,
              Map.of("cleanup.policy", "compact", "max.message.bytes", "16777216")),
          compacted("sts_internal_sync_status"),
          compacted("sts_internal_health_states"),
          compacted("sts_internal_health_requests"),
          compacted("sts_internal_monitor_status"),
          ephemeral("sts_internal_monitor_requests", 1),
          ephemeral("sts_internal_monitor_results", 1),
          compacted("sts_internal_view_health"),
          compacted("sts_internal_notifications"),
          compacted("sts_internal_notification_requests"),
          ephemeral("sts_multi_metrics", 1),
          ephemeral("sts_generic_events", 1),
          ephemeral("sts_topology_events", 1),
          ephemeral("sts_state_events", 1),
          new Topic("sts_intake_health", 10, Map.of("retention.ms", "-1")),
          ephemeral("sts_trace_events", 10),
          ephemeral("sts_correlate_endpoints", 10),
          ephemeral("sts_topo_process_agents", 1),
          ephemeral("sts_topo_trace_agents", 1));

  private TopicCatalog() {}

  /**
   * A topic.
   *
   * @param config as Kafka spells it
   */
  record Topic(String name, int partitions, Map<String, String> config) {

    /** On how many of so many brokers each partition is kept. */
    int replication(int brokers) {
      boolean persistent =
          config.getOrDefault("cleanup.policy", "").contains("compact")
              || "-1".equals(config.get("retention.ms"));
      if (brokers >= BROKERS_FOR_THREE || persistent && brokers >= BROKERS_FOR_TWO) {
        return 3;
      }
      return brokers >= BROKERS_FOR_TWO ? 2 : 1;
    }

    /**
     * What a topic is on a cluster.
     *
     * @param brokers 0 when nobody knows; Kafka's own defaults then decide
     * @param own of the spec; null for none
     */
    Placed place(int brokers, TopicOverride own) {
      int wanted = own == null || own.partitions() == null ? partitions : own.partitions();
      Integer replicas = brokers == 0 ? null : Integer.valueOf(replication(brokers));
      if (own != null && own.replicationFactor() != null) {
        replicas = own.replicationFactor();
      }
      Map<String, String> settings = new TreeMap<>(config);
      if (replicas != null) {
        settings.put("min.insync.replicas", String.valueOf(Math.max(1, replicas - 1)));
      }
      if (own != null) {
        settings.putAll(own.config());
      }
      return new Placed(name, wanted, replicas, new LinkedHashMap<>(settings));
    }
  }

  /**
   * A topic on a cluster.
   *
   * @param replicas null for the default of the cluster
   */
  record Placed(String name, int partitions, Integer replicas, Map<String, Object> config) {}

  /** All of them on a cluster. */
  static List<Placed> on(int brokers, Map<String, TopicOverride> overrides) {
    List<Placed> placed = new ArrayList<>();
    FIXED.forEach(topic -> placed.add(topic.place(brokers, overrides.get(topic.name()))));
    return placed;
  }

  static boolean knows(String name) {
    return FIXED.stream().anyMatch(topic -> topic.name().equals(name));
  }

  static String names() {
    return FIXED.stream().map(Topic::name).sorted().collect(Collectors.joining(", "));
  }

  private static Topic compacted(String name) {
    return new Topic(name, 1, Map.of("cleanup.policy", "compact"));
  }

  private static Topic ephemeral(String name, int partitions) {
    return new Topic(name, partitions, Map.of("retention.ms", DAY));
  }
}
