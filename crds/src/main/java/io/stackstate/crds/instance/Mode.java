package io.stackstate.crds.instance;

/** How much of the platform is redundant (deployment sheet, section 12.1). */
public enum Mode {
  HA,
  NonHA,
  Trial
}
