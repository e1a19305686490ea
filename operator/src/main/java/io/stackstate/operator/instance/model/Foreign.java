package io.stackstate.operator.instance.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Resources of other operators, in the version that is served (test-crds sheet, section 2). */
final class Foreign {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Foreign() {}

  /**
   * @param fallback version to write when the kind is not served, which whoever applies it finds
   *     out
   * @param spec as the kind defines it
   */
  static HasMetadata resource(
      Resolved instance, String group, String fallback, String kind, ObjectMeta meta, Object spec) {
    GenericKubernetesResource resource = new GenericKubernetesResource();
    resource.setApiVersion(
        instance.facts().apis().apiVersion(group, kind).orElse(group + "/" + fallback));
    resource.setKind(kind);
    resource.setMetadata(meta);
    resource.setAdditionalProperty("spec", JSON.convertValue(spec, Map.class));
    return resource;
  }
}
