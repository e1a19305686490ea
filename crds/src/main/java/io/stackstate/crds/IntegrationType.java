package io.stackstate.crds;

/** Kinds of sources. */
public enum IntegrationType {
  /** Topology that any client posts to the receiver (topology sheet, section 13.5). */
  CustomSync
}
