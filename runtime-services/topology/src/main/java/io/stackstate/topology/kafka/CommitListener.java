package io.stackstate.topology.kafka;

import io.stackstate.model.change.Commit;

/** Receives whole commits in order of their number, each exactly once while the reader lives. */
@FunctionalInterface
public interface CommitListener {
  /**
   * Called on the reader's thread. An exception stops the reader.
   *
   * @param next where to resume once this commit is stored
   */
  void onCommit(Commit commit, ReadPosition next);
}
