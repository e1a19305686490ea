package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Brings an object into a desired state, or says why not. */
public interface ObjectWriter {
  /**
   * @param desired complete, without status; not changed
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the same may succeed later
   */
  Written write(HasMetadata desired);
}
