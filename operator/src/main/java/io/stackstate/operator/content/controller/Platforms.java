package io.stackstate.operator.content.controller;

import io.stackstate.crds.InstanceRef;
import io.stackstate.operator.api.ApiClient;
import java.util.Optional;

/** Finds the platform that a resource belongs to. Thread-safe. */
public interface Platforms {
  /**
   * @param namespace of the resource
   * @param reference null: the only instance in the namespace
   * @return empty when there is no such instance, or it does not admit resources of the namespace.
   *     A client of an instance that is not up yet has no token and says so when it is used.
   */
  Optional<ApiClient> find(String namespace, InstanceRef reference);
}
