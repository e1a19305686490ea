package io.stackstate.api.sync;

import io.stackstate.model.settings.SyncStatus;
import java.util.List;
import java.util.Optional;

/** Synchronizations of one origin, as the endpoints of streams show them. Thread-safe. */
public interface SyncStreams {

  /**
   * A synchronization.
   *
   * @param identifier null when it has none
   * @param deleting whether it is being removed
   * @param status null before the first report
   */
  record Stream(long id, String identifier, String name, boolean deleting, SyncStatus status) {

    /** One of the states that the genuine command line knows. */
    SyncStatus.State state() {
      SyncStatus.State reported = status == null ? SyncStatus.State.Running : status.status();
      return deleting && reported != SyncStatus.State.DeleteFailed
          ? SyncStatus.State.Deleting
          : reported;
    }
  }

  List<Stream> streams();

  Optional<Stream> stream(long id);

  Optional<Stream> stream(String identifier);

  /** Forgets the errors until now; false when there is no such synchronization. */
  boolean clearErrors(long id) throws InterruptedException;

  /**
   * Evaluates all anew that its topic holds, and removes what it does not hold; false when there is
   * no such synchronization.
   */
  boolean reset(long id) throws InterruptedException;
}
