package io.stackstate.operator.instance.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels of the objects of an instance (deployment sheet, section 14). */
final class Labels {
  static final String NAME = "app.kubernetes.io/name";
  static final String INSTANCE = "app.kubernetes.io/instance";
  static final String COMPONENT = "app.kubernetes.io/component";
  static final String PART_OF = "app.kubernetes.io/part-of";
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String VERSION = "app.kubernetes.io/version";
  static final String STACKSTATE = "stackstate";
  static final String OPERATOR = "stackstate-operator";

  private Labels() {}

  /** What all objects of an instance have. */
  static Map<String, String> common(String instance) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, STACKSTATE);
    labels.put(INSTANCE, instance);
    labels.put(PART_OF, STACKSTATE);
    labels.put(MANAGED_BY, OPERATOR);
    return labels;
  }

  /** What selects all pods that the operator makes itself for an instance. */
  static Map<String, String> selector(String instance) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, STACKSTATE);
    labels.put(INSTANCE, instance);
    return labels;
  }

  /** What selects the pods of one component; never changes, since Deployments do not allow it. */
  static Map<String, String> selector(String instance, Component component) {
    Map<String, String> labels = selector(instance);
    labels.put(COMPONENT, component.toString());
    return labels;
  }
}
