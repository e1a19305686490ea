package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Names an object whatever version of its API is used.
 *
 * @param group empty for the core group
 * @param namespace empty for objects of the cluster
 */
public record ObjectId(String group, String kind, String namespace, String name) {

  /** The id of an object, read from its metadata. */
  public static ObjectId of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectId(
        group(object.getApiVersion()),
        object.getKind(),
        namespace == null ? "" : namespace,
        object.getMetadata().getName());
  }

  /** The group in an apiVersion; empty for {@code v1}. */
  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
