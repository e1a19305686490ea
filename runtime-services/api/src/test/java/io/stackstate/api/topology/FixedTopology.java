package io.stackstate.api.topology;

import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.StoreUnavailableException;
import io.stackstate.topology.TopologySnapshot;
import java.time.Instant;

/** One snapshot as the present; has no history at 1000, does not reach 7000, and fails at 8000. */
public record FixedTopology(TopologySnapshot now) implements Topologies {
  @Override
  public TopologySnapshot at(long timeMillis, Instant deadline)
      throws DataUnavailableException, SnapshotTimeoutException {
    awaitHistory(timeMillis, deadline);
    throw new DataUnavailableException(timeMillis, 5000);
  }

  @Override
  public void awaitHistory(long timeMillis, Instant deadline) throws SnapshotTimeoutException {
    if (timeMillis == 7000) {
      throw new SnapshotTimeoutException("not reached");
    }
    if (timeMillis == 8000) {
      throw new StoreUnavailableException("the store has not answered for 9 seconds");
    }
  }
}
