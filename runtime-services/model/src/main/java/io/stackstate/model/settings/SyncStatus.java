package io.stackstate.model.settings;

import java.util.List;

/**
 * What a synchronization reports about itself on {@code sts_internal_sync_status}, keyed by the
 * decimal id of its settings node. Counters are exact: they are written in the transaction that
 * does what they count. REST sheet, section 6.10.
 *
 * @param components live elements now; {@code relations} likewise
 * @param parkedRelations relations that wait for a component they name
 * @param latencyMillis from receipt to commit, of the newest batch; null before the first
 * @param errors since they were last cleared; {@code errorDetails} holds the newest of them
 * @param progress of a reset, a deletion or an evaluation after a change of the program, from 0 to
 *     1; null when there is none
 */
public record SyncStatus(
    long nodeId,
    String identifier,
    String name,
    String topic,
    State status,
    long components,
    long relations,
    long parkedRelations,
    long createdComponents,
    long deletedComponents,
    long createdRelations,
    long deletedRelations,
    long errors,
    List<Error> errorDetails,
    Long latencyMillis,
    Long lastDataMillis,
    Double progress) {

  public SyncStatus {
    errorDetails = errorDetails == null ? List.of() : List.copyOf(errorDetails);
  }

  /** A status without progress. */
  public SyncStatus(
      long nodeId,
      String identifier,
      String name,
      String topic,
      State status,
      long components,
      long relations,
      long parkedRelations,
      long createdComponents,
      long deletedComponents,
      long createdRelations,
      long deletedRelations,
      long errors,
      List<Error> errorDetails,
      Long latencyMillis,
      Long lastDataMillis) {
    this(
        nodeId,
        identifier,
        name,
        topic,
        status,
        components,
        relations,
        parkedRelations,
        createdComponents,
        deletedComponents,
        createdRelations,
        deletedRelations,
        errors,
        errorDetails,
        latencyMillis,
        lastDataMillis,
        null);
  }

  /** Names as the REST API gives them. */
  public enum State {
    Running,
    Resetting,
    Deleting,
    DeleteFailed
  }

  public enum Level {
    INFO,
    WARN,
    ERROR
  }

  /**
   * @param category machine-readable, for example {@code SnapshotAlreadyOpen}
   * @param externalId the element it is about; null when it is about the stream
   * @param count how often the same was seen
   */
  public record Error(
      Level level,
      String category,
      String message,
      String externalId,
      long count,
      long lastMillis) {}
}
