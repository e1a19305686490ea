package io.stackstate.crds.instance;

/**
 * One word about an instance for people; the truth is in the conditions (deployment sheet, section
 * 13).
 */
public enum Phase {
  Pending,
  Provisioning,
  Running,
  Degraded,
  Upgrading,
  Suspended,
  Failed
}
