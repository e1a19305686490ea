package io.stackstate.crds;

/**
 * What the specs of all kinds of content have in common: a resource that stands for something in a
 * platform, and that {@code RemoteSync} keeps as the spec asks.
 */
public interface ContentSpec {
  /** The StackStateInstance it belongs to; null = the only one in the namespace. */
  InstanceRef instanceRef();

  /** Null counts as false. */
  Boolean suspend();

  /** Null counts as {@link DeletionPolicy#Delete}. */
  DeletionPolicy deletionPolicy();

  /** True when the user wants the platform left alone. */
  default boolean suspended() {
    return Boolean.TRUE.equals(suspend());
  }

  /** True when what is in the platform survives this resource. */
  default boolean retained() {
    return deletionPolicy() == DeletionPolicy.Retain;
  }
}
