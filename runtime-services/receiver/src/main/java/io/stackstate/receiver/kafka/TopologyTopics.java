package io.stackstate.receiver.kafka;

import com.typesafe.config.Config;
import io.stackstate.model.Topics;
import io.stackstate.receiver.intake.Overloaded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of topology instances on their first data (intake sheet, section 13.1). Their
 * number has a bound: a stray client must not fill the cluster with topics. Thread-safe; blocks
 * while a topic is not known yet.
 */
final class TopologyTopics {
  private final Admin admin;
  private final int maxTopics;
  private final Creation creation;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * How topics are created.
   *
   * @param allowed whether they are at all; otherwise an administrator does
   * @param replicationFactor 0 stands for the rule of {@link Topics.Spec#replication}
   * @param minInsyncReplicas 0 stands for the rule of {@link Topics.Spec#minInsyncReplicas}
   */
  record Creation(boolean allowed, int replicationFactor, int minInsyncReplicas) {
    static Creation of(Config receiver) {
      Config topics = receiver.getConfig("kafka.topics");
      return new Creation(
          topics.getBoolean("create"),
          topics.getInt("replicationFactor"),
          topics.getInt("minInsyncReplicas"));
    }

    NewTopic topic(Topics.Spec spec, int brokers) {
      int replication = replicationFactor > 0 ? replicationFactor : spec.replication(brokers);
      int insync =
          minInsyncReplicas > 0 ? minInsyncReplicas : Topics.Spec.minInsyncReplicas(replication);
      Map<String, String> config = new HashMap<>(spec.config());
      config.put("min.insync.replicas", String.valueOf(insync));
      return new NewTopic(spec.name(), spec.partitions(), (short) replication).configs(config);
    }
  }

  TopologyTopics(Admin admin, int maxTopics, Creation creation) {
    this.admin = admin;
    this.maxTopics = maxTopics;
    this.creation = creation;
  }

  /**
   * @throws KafkaAway when Kafka does not answer
   * @throws Overloaded when there are too many topics; an administrator can remove some or raise
   *     the limit, so the sender should keep its data
   */
  void ensure(String topic) throws Overloaded {
    if (!known.contains(topic)) {
      createIfMissing(topic);
    }
  }

  /** The topic may have been deleted: look again at its next use. */
  void forget(String topic) {
    known.remove(topic);
  }

  private synchronized void createIfMissing(String topic) throws Overloaded {
    try {
      if (known.contains(topic)) {
        return;
      }
      Set<String> existing = admin.listTopics().names().get();
      if (!existing.contains(topic)) {
        create(topic, existing);
      }
      known.add(topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaAway("topic " + topic + " cannot be looked up or created", e.getCause());
      }
      known.add(topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaAway("interrupted", e);
    }
  }

  private void create(String topic, Set<String> existing)
      throws Overloaded, ExecutionException, InterruptedException {
    if (!creation.allowed()) {
      throw new Overloaded(
          "topic "
              + topic
              + " does not exist, and stackstate.receiver.kafka.topics.create is false: create it");
    }
    long count = existing.stream().filter(t -> t.startsWith(Topics.TOPOLOGY_PREFIX)).count();
    if (count >= maxTopics) {
      throw new Overloaded(
          "topic "
              + topic
              + " is not created: there are "
              + count
              + " topics of topology instances, stackstate.receiver.maxTopologyTopics allows "
              + maxTopics);
    }
    int brokers = admin.describeCluster().nodes().get().size();
    admin.createTopics(List.of(creation.topic(Topics.topologySpec(topic), brokers))).all().get();
  }
}
