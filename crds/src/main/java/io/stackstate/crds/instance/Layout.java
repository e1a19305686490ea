package io.stackstate.crds.instance;

/** One pod for each role, or all roles in one JVM. */
public enum Layout {
  Split,
  Monolith
}
