package io.stackstate.operator.content;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.operator.api.ApiClient;
import java.util.Optional;

/** Finds the platform of a resource. Thread-safe. */
@FunctionalInterface
public interface Platforms {
  /** Empty when it does not exist, also not for a short while. */
  Optional<ApiClient> of(HasMetadata resource);
}
