package io.stackstate.receiver.kafka;

import io.stackstate.model.Topics;
import io.stackstate.receiver.intake.Overloaded;
import java.util.List;
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
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  TopologyTopics(Admin admin, int maxTopics) {
    this.admin = admin;
    this.maxTopics = maxTopics;
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
    Topics.Spec spec = Topics.topologySpec(topic);
    NewTopic newTopic =
        new NewTopic(spec.name(), spec.partitions(), spec.replication(brokers))
            .configs(spec.config());
    admin.createTopics(List.of(newTopic)).all().get();
  }
}
