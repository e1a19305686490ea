package io.stackstate.operator.instance.model;

/**
 * An object in the namespace of the instance that pods read: when it changes they start again.
 *
 * @param kind {@code Secret} or {@code ConfigMap}
 */
public record Reference(String kind, String name) {
  static Reference secret(String name) {
    return new Reference("Secret", name);
  }

  static Reference configMap(String name) {
    return new Reference("ConfigMap", name);
  }
}
