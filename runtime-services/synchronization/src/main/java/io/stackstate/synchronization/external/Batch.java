package io.stackstate.synchronization.external;

import io.stackstate.model.change.Change;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.settings.SyncStatus;
import java.util.List;

/**
 * What one transaction must write; whoever takes it must commit it or forget the synchronizer.
 *
 * @param events that tell of the changes
 * @param removed synchronizations whose last element this batch deletes
 * @param ages of the records in it, one for each synchronization that had any
 * @param errors that were counted since the last batch
 */
public record Batch(
    List<Change> changes,
    List<TopologyEvent> events,
    List<SyncStatus> statuses,
    List<Removed> removed,
    List<Age> ages,
    List<Errors> errors) {

  /** True when a commit of the offsets alone can wait. */
  public boolean isEmpty() {
    return changes.isEmpty() && statuses.isEmpty() && removed.isEmpty();
  }

  /** When the oldest record in it was received, epoch milliseconds; null without records. */
  public Long oldestReceivedMillis() {
    return ages.stream().map(Age::receivedMillis).min(Long::compare).orElse(null);
  }

  /** How old the oldest record of a synchronization is, in epoch milliseconds. */
  public record Age(String integrationType, long collectedMillis, long receivedMillis) {}

  /** So many errors of one category. */
  public record Errors(String syncName, String category, int count) {}

  /**
   * A synchronization that is gone.
   *
   * @param topic that it read; may be null when that is not known
   */
  public record Removed(long sync, String topic) {}
}
