package io.stackstate.crds;

/** Descriptions of the fields that all kinds of content share. */
final class ContentText {
  static final String INSTANCE_REF =
      "The StackStateInstance in the same namespace that this resource belongs to. Absent: the only"
          + " one in the namespace. Ignored standalone. Immutable.";
  static final String SUSPEND =
      "True leaves the platform as it is: nothing is created, changed or repaired. The status is"
          + " still kept up to date. The annotation stackstate.io/pause-reconciliation: \"true\""
          + " does the same.";
  static final String OBSERVED_GENERATION = "The last metadata.generation that was dealt with.";
  static final String CONDITIONS =
      "Ready, and while it applies Reconciling, Stalled and ReconciliationPaused.";
  static final String APPLIED_HASH = "Hash of what was last applied to the platform.";
  static final String READY = ".status.conditions[?(@.type==\"Ready\")].status";
  static final String REASON = ".status.conditions[?(@.type==\"Ready\")].reason";
  static final String AGE = ".metadata.creationTimestamp";

  /** CEL, on the spec. */
  static final String SAME_INSTANCE =
      "has(self.instanceRef) == has(oldSelf.instanceRef)"
          + " && (!has(self.instanceRef) || self.instanceRef == oldSelf.instanceRef)";

  static final String INSTANCE_REF_IMMUTABLE =
      "spec.instanceRef is immutable: delete this resource and create another";

  private ContentText() {}
}
