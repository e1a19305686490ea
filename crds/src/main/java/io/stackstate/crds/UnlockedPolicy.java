package io.stackstate.crds;

/** What an import does with nodes of a StackPack that a user unlocked and changed. */
public enum UnlockedPolicy {
  /** The import is refused, and nothing changes. */
  Fail,
  /** The user's version stays. */
  Skip,
  /** The user's version is lost. */
  Overwrite
}
