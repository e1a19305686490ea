package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;

/** What became of the wish to have an object in a certain state. */
public sealed interface Written {

  /**
   * The object is as desired.
   *
   * @param now as the API server has it
   */
  record Done(Op op, GenericKubernetesResource now) implements Written {}

  /** Not yet; something has to happen first, and will. */
  record Waiting(String reason, String message) implements Written {}

  /** Not until somebody changes something; the message says what. */
  record Blocked(String reason, String message) implements Written {}

  /**
   * Nothing was written because only a plan is wanted.
   *
   * @param differences what would change, each as one line
   */
  record Planned(List<String> differences) implements Written {}

  /** What was done, for metrics and events. */
  enum Op {
    CREATED,
    CHANGED,
    /** A call was made, and changed nothing. */
    UNCHANGED,
    /** No call was needed. */
    SKIPPED
  }
}
