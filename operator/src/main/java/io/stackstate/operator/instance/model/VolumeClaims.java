package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Volume claims in the resources of other operators. */
final class VolumeClaims {
  private VolumeClaims() {}

  static Map<String, Object> spec(Storage storage) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("accessModes", List.of("ReadWriteOnce"));
    if (storage.storageClass() != null) {
      spec.put("storageClassName", storage.storageClass());
    }
    spec.put("resources", Map.of("requests", Map.of("storage", storage.size())));
    return spec;
  }
}
