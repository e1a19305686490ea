package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.stackstate.crds.DeletionPolicy;
import io.stackstate.crds.instance.NodePool;
import io.stackstate.crds.instance.NodePoolRole;
import io.strimzi.api.kafka.model.kafka.JbodStorageBuilder;
import io.strimzi.api.kafka.model.kafka.KRaftMetadataStorage;
import io.strimzi.api.kafka.model.kafka.PersistentClaimStorageBuilder;
import io.strimzi.api.kafka.model.kafka.Storage;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolSpec;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolSpecBuilder;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import java.util.Map;

/** One pool of nodes of a Strimzi cluster. */
final class StrimziNodePool {
  /** What controllers that are nothing else need, whatever the size of the cluster. */
  private static final Sizes.Size CONTROLLER = Sizes.Size.of(250, 1024);

  private final Resolved instance;
  private final NodePool pool;

  StrimziNodePool(Resolved instance, NodePool pool) {
    this.instance = instance;
    this.pool = pool;
  }

  HasMetadata object() {
    // Pools of all clusters of a namespace have different names.
    ObjectMeta meta =
        instance.dataMeta(instance.name(pool.name()), instance.spec().deletionPolicy().volumes());
    meta.getLabels().put(StrimziCluster.CLUSTER_LABEL, StrimziCluster.name(instance));
    return Foreign.resource(
        instance, StrimziCluster.GROUP, StrimziCluster.VERSION, "KafkaNodePool", meta, spec(meta));
  }

  private KafkaNodePoolSpec spec(ObjectMeta meta) {
    boolean broker = pool.roles().contains(NodePoolRole.Broker);
    KafkaNodePoolSpecBuilder spec =
        new KafkaNodePoolSpecBuilder()
            .withReplicas(pool.replicas())
            .withRoles(pool.roles().stream().map(StrimziNodePool::role).toList())
            .withStorage(storage())
            .withResources(
                Amount.resources(broker ? instance.sizes().kafka() : CONTROLLER, pool.resources()));
    return instance.highlyAvailable() ? spread(spec, meta.getName()).build() : spec.build();
  }

  private static ProcessRoles role(NodePoolRole role) {
    return role == NodePoolRole.Broker ? ProcessRoles.BROKER : ProcessRoles.CONTROLLER;
  }

  private Storage storage() {
    return new JbodStorageBuilder()
        .withVolumes(
            new PersistentClaimStorageBuilder()
                .withId(0)
                .withSize(pool.storage().size())
                .withStorageClass(pool.storage().storageClass())
                .withKraftMetadata(KRaftMetadataStorage.SHARED)
                .withDeleteClaim(
                    instance.spec().deletionPolicy().volumes() == DeletionPolicy.Delete)
                .build())
        .build();
  }

  private KafkaNodePoolSpecBuilder spread(KafkaNodePoolSpecBuilder spec, String name) {
    LabelSelector same =
        new LabelSelectorBuilder()
            .withMatchLabels(
                Map.of(
                    StrimziCluster.CLUSTER_LABEL,
                    StrimziCluster.name(instance),
                    "strimzi.io/pool-name",
                    name))
            .build();
    return spec.withNewTemplate()
        .withNewPod()
        .withAffinity(
            new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withTopologyKey("kubernetes.io/hostname")
                .withLabelSelector(same)
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build())
        .withTopologySpreadConstraints(
            new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("topology.kubernetes.io/zone")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withLabelSelector(same)
                .build())
        .endPod()
        .endTemplate();
  }
}
