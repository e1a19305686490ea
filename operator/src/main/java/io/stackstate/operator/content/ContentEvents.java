package io.stackstate.operator.content;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Where events go: to the API server, or into the log. Thread-safe; never throws. */
@FunctionalInterface
public interface ContentEvents {
  /** Nobody wants to know. */
  ContentEvents NONE = (resource, event) -> {};

  void record(HasMetadata resource, ContentEvent event);
}
