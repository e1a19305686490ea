package io.stackstate.crds;

/** What becomes of the remote object when its resource is deleted. */
public enum DeletionPolicy {
  Delete,
  Retain
}
