package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * Whose an object is. Pure.
 *
 * @param uid of the owner, which no other object ever has
 */
public record Ownership(String uid, String namespace, String name) {
  /** Every object that the operator makes says so. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY}. */
  public static final String OPERATOR = "stackstate-operator";

  /** What an object is a part of. */
  public static final String NAME = "app.kubernetes.io/name";

  /** The value of {@link #NAME}. */
  public static final String PRODUCT = "stackstate";

  /** The name of the StackStateInstance that an object belongs to. */
  public static final String INSTANCE = "app.kubernetes.io/instance";

  /** On an object that somebody else made: {@code "true"} allows the operator to take it over. */
  public static final String ADOPT = "stackstate.io/adopt";

  /** The owner as a resource. */
  public static Ownership of(HasMetadata owner) {
    ObjectMeta meta = owner.getMetadata();
    return new Ownership(meta.getUid(), meta.getNamespace(), meta.getName());
  }

  /** True when the object's owner reference names exactly this owner. */
  public boolean refersTo(HasMetadata object) {
    List<io.fabric8.kubernetes.api.model.OwnerReference> owners =
        object.getMetadata().getOwnerReferences();
    return owners != null && owners.stream().anyMatch(o -> uid.equals(o.getUid()));
  }

  /**
   * True when the object may be written: it was made for this owner, or for an earlier one of the
   * same name that left it behind, or its label allows to adopt it.
   */
  public boolean mayWrite(HasMetadata object) {
    if (refersTo(object)) {
      return true;
    }
    Map<String, String> labels = labels(object);
    if ("true".equals(labels.get(ADOPT))) {
      return true;
    }
    boolean ofAnother =
        object.getMetadata().getOwnerReferences() != null
            && object.getMetadata().getOwnerReferences().stream()
                .anyMatch(o -> Boolean.TRUE.equals(o.getController()));
    return !ofAnother && isLabelled(labels);
  }

  private boolean isLabelled(Map<String, String> labels) {
    return OPERATOR.equals(labels.get(MANAGED_BY)) && name.equals(labels.get(INSTANCE));
  }

  private static Map<String, String> labels(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
