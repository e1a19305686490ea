package io.stackstate.crds.instance;

/** How a toleration compares with a taint. */
public enum TolerationOperator {
  Exists,
  Equal
}
