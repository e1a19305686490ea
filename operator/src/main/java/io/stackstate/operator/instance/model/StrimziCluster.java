package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.stackstate.crds.instance.KafkaAuthentication;
import io.stackstate.crds.instance.NodePool;
import io.stackstate.crds.instance.NodePoolRole;
import io.stackstate.crds.instance.Storage;
import io.stackstate.crds.instance.StrimziKafka;
import io.strimzi.api.kafka.model.kafka.KafkaSpec;
import io.strimzi.api.kafka.model.kafka.KafkaSpecBuilder;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListenerBuilder;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Kafka cluster that the Strimzi operator runs (deployment sheet, sections 3.1 and 12.5). */
final class StrimziCluster {
  static final String GROUP = "kafka.strimzi.io";
  static final String VERSION = "v1";
  static final String CLUSTER_LABEL = "strimzi.io/cluster";
  private static final int PLAIN_PORT = 9092;
  private static final int TLS_PORT = 9093;
  private static final int MOST_REPLICAS = 3;

  private final Resolved instance;
  private final StrimziKafka settings;

  StrimziCluster(Resolved instance) {
    this.instance = instance;
    this.settings = instance.spec().kafka().strimzi();
  }

  static String name(Resolved instance) {
    String own = instance.spec().kafka().strimzi().clusterName();
    return own == null ? instance.name("kafka") : own;
  }

  static int port(KafkaAuthentication authentication) {
    return authentication == KafkaAuthentication.None ? PLAIN_PORT : TLS_PORT;
  }

  /** Number of brokers; 0 when the cluster is not ours. */
  static int brokers(Resolved instance) {
    if (instance.spec().kafka().strimzi().adopt()) {
      return 0;
    }
    return new StrimziCluster(instance)
        .pools().stream()
            .filter(pool -> pool.roles().contains(NodePoolRole.Broker))
            .mapToInt(NodePool::replicas)
            .sum();
  }

  List<HasMetadata> objects() {
    List<HasMetadata> objects = new ArrayList<>();
    if (!settings.adopt()) {
      pools().forEach(pool -> objects.add(new StrimziNodePool(instance, pool).object()));
      objects.add(kafka());
    }
    objects.addAll(StrimziUsers.of(instance));
    return objects;
  }

  private List<NodePool> pools() {
    if (!settings.nodePools().isEmpty()) {
      return settings.nodePools();
    }
    Storage volume = new Storage(instance.sizes().kafkaVolume(), null);
    if (!instance.highlyAvailable()) {
      List<NodePoolRole> both = List.of(NodePoolRole.Controller, NodePoolRole.Broker);
      return List.of(new NodePool("nodes", both, 1, volume, null));
    }
    Storage metadata = new Storage("10Gi", null);
    return List.of(
        new NodePool("controllers", List.of(NodePoolRole.Controller), 3, metadata, null),
        new NodePool("brokers", List.of(NodePoolRole.Broker), 3, volume, null));
  }

  private HasMetadata kafka() {
    ObjectMeta meta = instance.dataMeta(name(instance), instance.spec().deletionPolicy().volumes());
    KafkaSpec spec =
        new KafkaSpecBuilder()
            .withNewKafka()
            .withVersion(settings.version())
            .withMetadataVersion(settings.metadataVersion())
            .withListeners(listener())
            .withConfig(config())
            .endKafka()
            .withNewEntityOperator()
            .withNewTopicOperator()
            .endTopicOperator()
            .withNewUserOperator()
            .endUserOperator()
            .endEntityOperator()
            .build();
    HasMetadata kafka = Foreign.resource(instance, GROUP, VERSION, "Kafka", meta, spec);
    if (!kafka.getApiVersion().endsWith("/" + VERSION)) {
      // Operators that serve only the older version may still ask for what is the rule since.
      meta.setAnnotations(
          Map.of("strimzi.io/kraft", "enabled", "strimzi.io/node-pools", "enabled"));
    }
    return kafka;
  }

  private GenericKafkaListener listener() {
    KafkaAuthentication authentication = settings.authentication();
    boolean plain = authentication == KafkaAuthentication.None;
    GenericKafkaListenerBuilder listener =
        new GenericKafkaListenerBuilder()
            .withName(plain ? "plain" : "tls")
            .withPort(port(authentication))
            .withType(KafkaListenerType.INTERNAL)
            .withTls(!plain);
    return switch (authentication) {
      case None -> listener.build();
      case TLS ->
          listener
              .withNewKafkaListenerAuthenticationTlsAuth()
              .endKafkaListenerAuthenticationTlsAuth()
              .build();
      case SCRAM ->
          listener
              .withNewKafkaListenerAuthenticationScramSha512Auth()
              .endKafkaListenerAuthenticationScramSha512Auth()
              .build();
    };
  }

  private Map<String, Object> config() {
    int replicas = Math.min(MOST_REPLICAS, brokers(instance));
    int inSync = Math.max(1, replicas - 1);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("auto.create.topics.enable", "false");
    config.put("default.replication.factor", String.valueOf(replicas));
    config.put("min.insync.replicas", String.valueOf(inSync));
    config.put("offsets.topic.replication.factor", String.valueOf(replicas));
    config.put("transaction.state.log.replication.factor", String.valueOf(replicas));
    config.put("transaction.state.log.min.isr", String.valueOf(inSync));
    config.put("log.retention.hours", "24");
    // Producers that were idle for long keep their transactional id.
    config.put("transactional.id.expiration.ms", String.valueOf(Integer.MAX_VALUE));
    config.putAll(settings.config());
    return config;
  }
}
