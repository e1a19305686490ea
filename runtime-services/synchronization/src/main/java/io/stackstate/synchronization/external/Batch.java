package io.stackstate.synchronization.external;

import io.stackstate.model.change.Change;
import io.stackstate.model.settings.SyncStatus;
import java.util.List;

/**
 * What one transaction must write; whoever takes it must commit it or forget the synchronizer.
 *
 * @param removed synchronizations whose last element this batch deletes
 * @param oldestReceivedMillis when the oldest record in it was received; null without records
 */
public record Batch(
    List<Change> changes,
    List<SyncStatus> statuses,
    List<Removed> removed,
    Long oldestReceivedMillis) {

  /** True when a commit of the offsets alone can wait. */
  public boolean isEmpty() {
    return changes.isEmpty() && statuses.isEmpty() && removed.isEmpty();
  }

  /**
   * A synchronization that is gone.
   *
   * @param topic that it read; may be null when that is not known
   */
  public record Removed(long sync, String topic) {}
}
