package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.stackstate.crds.instance.KafkaAuthentication;
import io.strimzi.api.kafka.model.user.KafkaUserSpec;
import io.strimzi.api.kafka.model.user.KafkaUserSpecBuilder;
import java.util.List;

/** One KafkaUser for each process that is a client of Kafka; its Secret has the same name. */
final class StrimziUsers {
  private StrimziUsers() {}

  static List<HasMetadata> of(Resolved instance) {
    KafkaAuthentication authentication = instance.spec().kafka().strimzi().authentication();
    if (authentication == KafkaAuthentication.None) {
      return List.of();
    }
    List<Component> clients =
        instance.monolith()
            ? List.of(Component.SERVER)
            : List.of(Component.API, Component.RECEIVER, Component.SYNCHRONIZATION);
    return clients.stream().map(client -> user(instance, client, authentication)).toList();
  }

  private static HasMetadata user(
      Resolved instance, Component client, KafkaAuthentication authentication) {
    ObjectMeta meta = instance.meta(instance.name(client), client);
    meta.getLabels().put(StrimziCluster.CLUSTER_LABEL, StrimziCluster.name(instance));
    KafkaUserSpecBuilder spec = new KafkaUserSpecBuilder();
    KafkaUserSpec built =
        authentication == KafkaAuthentication.TLS
            ? spec.withNewKafkaUserTlsClientAuthentication()
                .endKafkaUserTlsClientAuthentication()
                .build()
            : spec.withNewKafkaUserScramSha512ClientAuthentication()
                .endKafkaUserScramSha512ClientAuthentication()
                .build();
    return Foreign.resource(
        instance, StrimziCluster.GROUP, StrimziCluster.VERSION, "KafkaUser", meta, built);
  }
}
