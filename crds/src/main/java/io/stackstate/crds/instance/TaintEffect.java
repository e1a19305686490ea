package io.stackstate.crds.instance;

/** What a taint does. */
public enum TaintEffect {
  NoSchedule,
  PreferNoSchedule,
  NoExecute
}
