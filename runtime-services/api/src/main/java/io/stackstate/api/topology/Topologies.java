package io.stackstate.api.topology;

import io.stackstate.api.http.ApiException;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.topology.TopologySnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * Where snapshots come from; thread-safe. While the store of the past does not answer, what needs
 * it throws {@link io.stackstate.stackgraph.StoreUnavailableException}, and the present is still
 * there.
 */
public interface Topologies {

  /**
   * @throws ApiException 503, while it is not whole
   */
  TopologySnapshot now();

  /**
   * The name of a component that is there now.
   *
   * @throws ApiException likewise
   */
  default Optional<String> componentName(long id) {
    TopologySnapshot now = now();
    int ordinal = now.componentOrdinal(id);
    return ordinal < 0 ? Optional.empty() : Optional.of(now.component(ordinal).name());
  }

  /**
   * The topology as it was at an instant; one that has not come yet is now.
   *
   * @param timeMillis epoch milliseconds
   * @param deadline when the caller no longer needs the answer
   * @throws DataUnavailableException when it lies before the history that is kept
   * @throws SnapshotTimeoutException when the graph does not reach that instant by the deadline
   */
  TopologySnapshot at(long timeMillis, Instant deadline)
      throws DataUnavailableException, SnapshotTimeoutException, InterruptedException;

  /**
   * Waits until the graph holds all that the live topology shows of an instant, so that its history
   * up to there is whole.
   *
   * @throws SnapshotTimeoutException when it does not by the deadline
   */
  void awaitHistory(long timeMillis, Instant deadline)
      throws SnapshotTimeoutException, InterruptedException;

  /** There was not enough time. */
  final class SnapshotTimeoutException extends Exception {
    private static final long serialVersionUID = 1L;

    public SnapshotTimeoutException(String message) {
      super(message);
    }
  }
}
