package io.stackstate.crds.instance;

/** Who decides when a new version is rolled out. */
public enum UpgradeStrategy {
  Automatic,
  Manual
}
