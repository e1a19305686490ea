package io.stackstate.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Which changes of a custom resource ask for work: not those of its status, which are our own. */
final class Changes {
  private static final String OURS = "stackstate.io/";

  private Changes() {}

  static boolean matter(HasMetadata fresh, HasMetadata old) {
    ObjectMeta now = fresh.getMetadata();
    ObjectMeta before = old.getMetadata();
    return !Objects.equals(now.getGeneration(), before.getGeneration())
        || !Objects.equals(now.getUid(), before.getUid())
        || !Objects.equals(now.getDeletionTimestamp(), before.getDeletionTimestamp())
        || !Objects.equals(now.getFinalizers(), before.getFinalizers())
        || !orders(now).equals(orders(before));
  }

  /** Annotations and labels by which a user tells the operator to act. */
  private static Map<String, String> orders(ObjectMeta meta) {
    Map<String, String> orders = new HashMap<>();
    if (meta.getAnnotations() != null) {
      orders.putAll(meta.getAnnotations());
    }
    orders.keySet().removeIf(key -> !key.startsWith(OURS));
    return orders;
  }
}
