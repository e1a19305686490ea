package io.stackstate.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/**
 * Whether an object has all that is desired of it, whatever else others put into it. Where this
 * cannot be told, because a list has other items too, it says no: the object is then applied, which
 * is never wrong. Pure.
 */
final class Coverage {
  private Coverage() {}

  /** True when each field of {@code desired} has the same value in {@code observed}. */
  static boolean of(GenericKubernetesResource desired, HasMetadata observed) {
    return covers(
        ObjectHash.normalised(ObjectTree.of(observed)),
        ObjectHash.normalised(ObjectTree.of(desired)));
  }

  private static boolean covers(JsonNode observed, JsonNode desired) {
    if (desired.isObject()) {
      return observed.isObject()
          && desired.properties().stream()
              .allMatch(field -> coversField(observed.get(field.getKey()), field));
    }
    if (!desired.isArray()) {
      return desired.equals(observed);
    }
    if (!observed.isArray() || observed.size() != desired.size()) {
      return false;
    }
    for (int i = 0; i < desired.size(); i++) {
      if (!covers(observed.get(i), desired.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** An empty list or map is often not kept by the API server, and asks for nothing. */
  private static boolean coversField(JsonNode observed, Map.Entry<String, JsonNode> desired) {
    return observed == null
        ? desired.getValue().isNull()
            || desired.getValue().isContainerNode() && desired.getValue().isEmpty()
        : covers(observed, desired.getValue());
  }
}
