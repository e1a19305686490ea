package io.stackstate.server.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import io.stackstate.model.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code stackstate.topics}: who makes the fixed topics, and how (deployment sheet, sections 3.1
 * and 12.5).
 *
 * @param manage whether they are created and corrected; otherwise they are only waited for
 * @param replicationFactor 0 stands for the rule of {@link Topics.Spec#replication}
 * @param minInsyncReplicas 0 stands for the rule of {@link Topics.Spec#minInsyncReplicas}
 * @param overrides by name of the topic
 */
public record TopicSettings(
    boolean manage, int replicationFactor, int minInsyncReplicas, Map<String, Override> overrides) {
  private static final String SECTION = "stackstate.topics";

  /** Their order is their meaning: a second partition would break it. */
  private static final Set<String> ORDERED =
      Set.of(Topics.CHANGES, Topics.SETTINGS, Topics.SYNC_STATUS);

  /** Everything by the rules. */
  public static final TopicSettings BY_RULE = new TopicSettings(true, 0, 0, Map.of());

  /**
   * What one topic has of its own.
   *
   * @param partitions 0 for those of the rule
   * @param replicationFactor 0 for that of all
   * @param config as Kafka spells it, over that of the rule
   */
  public record Override(int partitions, int replicationFactor, Map<String, String> config) {
    static final Override NONE = new Override(0, 0, Map.of());
  }

  /**
   * @throws ConfigException that names the key
   */
  public static TopicSettings of(Config root) {
    Config section = root.getConfig(SECTION);
    Map<String, Override> overrides = new HashMap<>();
    Config named = section.getConfig("overrides");
    for (String topic : named.root().keySet()) {
      overrides.put(topic, override(topic, named.getConfig(ConfigUtil.joinPath(topic))));
    }
    return new TopicSettings(
        section.getBoolean("manage"),
        section.getInt("replicationFactor"),
        section.getInt("minInsyncReplicas"),
        overrides);
  }

  private static Override override(String topic, Config config) {
    int partitions = config.hasPath("partitions") ? config.getInt("partitions") : 0;
    boolean known = Topics.FIXED.stream().anyMatch(spec -> spec.name().equals(topic));
    if (!known) {
      throw wrong(topic, "found no such topic, expected one of " + names());
    }
    if (partitions > 1 && (ORDERED.contains(topic) || topic.startsWith(Topics.TOPOLOGY_PREFIX))) {
      throw wrong(
          topic + ".partitions", "found " + partitions + ", expected 1: the order matters there");
    }
    Map<String, String> settings = new HashMap<>();
    if (config.hasPath("config")) {
      config
          .getConfig("config")
          .entrySet()
          .forEach(
              e ->
                  settings.put(
                      String.join(".", ConfigUtil.splitPath(e.getKey())),
                      String.valueOf(e.getValue().unwrapped())));
    }
    int replication = config.hasPath("replicationFactor") ? config.getInt("replicationFactor") : 0;
    return new Override(partitions, replication, settings);
  }

  private static String names() {
    return Topics.FIXED.stream().map(Topics.Spec::name).sorted().collect(Collectors.joining(", "));
  }

  private static ConfigException wrong(String key, String problem) {
    return new ConfigException.BadValue(SECTION + ".overrides." + key, problem);
  }

  /** A topic with what these settings say of it. */
  Topics.Spec apply(Topics.Spec spec) {
    Override own = own(spec);
    Map<String, String> config = new HashMap<>(spec.config());
    config.putAll(own.config());
    int partitions = own.partitions() > 0 ? own.partitions() : spec.partitions();
    return new Topics.Spec(spec.name(), partitions, config);
  }

  /** On how many of so many brokers a topic is kept. */
  short replication(Topics.Spec spec, int brokers) {
    int own = own(spec).replicationFactor();
    int wanted = own > 0 ? own : replicationFactor;
    return wanted > 0 ? (short) wanted : spec.replication(brokers);
  }

  /** How many of them must have a record. */
  int minInsync(int replication) {
    return minInsyncReplicas > 0
        ? Math.min(minInsyncReplicas, replication)
        : Topics.Spec.minInsyncReplicas(replication);
  }

  private Override own(Topics.Spec spec) {
    return overrides.getOrDefault(spec.name(), Override.NONE);
  }
}
