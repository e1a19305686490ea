package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.operator.instance.model.BackendRef;
import io.stackstate.operator.instance.model.StageName;
import io.stackstate.operator.k8s.ObjectWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the stages of one reconciliation work with.
 *
 * @param desired all objects by stage
 * @param backEnds resources of other operators that must be ready for a stage to be done
 * @param writer applies, plans or only looks, as the instance asks
 * @param upgrading whether another version is being rolled out
 * @param existing all objects of the instance that exist, pods among them
 */
record InstanceContext(
    Map<StageName, List<HasMetadata>> desired,
    Map<StageName, BackEnd> backEnds,
    ObjectWriter writer,
    boolean upgrading,
    Supplier<List<GenericKubernetesResource>> existing) {

  /**
   * A resource of another operator.
   *
   * @param served whether the API server knows its kind
   * @param found empty when there is none of this name
   */
  record BackEnd(BackendRef reference, boolean served, Optional<GenericKubernetesResource> found) {}

  List<HasMetadata> objects(StageName stage) {
    return desired.getOrDefault(stage, List.of());
  }
}
