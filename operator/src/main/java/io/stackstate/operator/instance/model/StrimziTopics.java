package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.stackstate.crds.DeletionPolicy;
import io.stackstate.crds.instance.StrimziKafka;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpecBuilder;
import java.util.List;

/** The fixed topics as KafkaTopic resources. */
final class StrimziTopics {
  private StrimziTopics() {}

  static List<HasMetadata> of(Resolved instance) {
    return TopicCatalog.on(StrimziCluster.brokers(instance), instance.spec().kafka().topics())
        .stream()
        .map(topic -> topic(instance, topic))
        .toList();
  }

  private static HasMetadata topic(Resolved instance, TopicCatalog.Placed topic) {
    // Names of resources have no underscores.
    ObjectMeta meta =
        instance.dataMeta(instance.name(topic.name().replace('_', '-')), policy(instance));
    meta.getLabels().put(StrimziCluster.CLUSTER_LABEL, StrimziCluster.name(instance));
    KafkaTopicSpec spec =
        new KafkaTopicSpecBuilder()
            .withTopicName(topic.name())
            .withPartitions(topic.partitions())
            .withReplicas(topic.replicas())
            .withConfig(topic.config())
            .build();
    return Foreign.resource(
        instance, StrimziCluster.GROUP, StrimziCluster.VERSION, "KafkaTopic", meta, spec);
  }

  /** Topics of a cluster of ours are kept or go with its volumes. */
  private static DeletionPolicy policy(Resolved instance) {
    StrimziKafka strimzi = instance.spec().kafka().strimzi();
    return strimzi.adopt()
        ? instance.spec().deletionPolicy().topics()
        : instance.spec().deletionPolicy().volumes();
  }
}
