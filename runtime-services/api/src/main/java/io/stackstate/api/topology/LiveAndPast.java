package io.stackstate.api.topology;

import io.stackstate.api.http.ApiException;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.LiveTopology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The present from the live topology, the past from the graph. Both fold the same log, the graph a
 * little later: a question about an instant that the graph has not reached waits for it, so that
 * the answer holds everything that the live topology showed at that instant, unless the graph is so
 * far behind that it would not get there in time.
 */
public final class LiveAndPast implements Topologies {
  private static final long POLL_MILLIS = 10;

  private final LiveTopology live;
  private final StackGraph graph;
  private final InstantSource clock;

  public LiveAndPast(LiveTopology live, StackGraph graph, InstantSource clock) {
    this.live = live;
    this.graph = graph;
    this.clock = clock;
  }

  @Override
  public TopologySnapshot now() {
    if (live.failure().isPresent()) {
      throw ApiException.of(503, "the topology is no longer followed; the server's log says why");
    }
    if (!live.ready()) {
      throw ApiException.of(503, "the topology is still being read; try again later");
    }
    return live.snapshot();
  }

  @Override
  public TopologySnapshot at(long timeMillis, Instant deadline)
      throws DataUnavailableException, SnapshotTimeoutException, InterruptedException {
    TopologySnapshot present = now();
    if (timeMillis >= present.timeMillis()) {
      return present;
    }
    awaitHistory(timeMillis, deadline);
    return graph.at(timeMillis);
  }

  @Override
  public void awaitHistory(long timeMillis, Instant deadline)
      throws SnapshotTimeoutException, InterruptedException {
    TopologySnapshot present = now();
    CatchUp catchUp = new CatchUp(clock.instant(), graph.appliedTimeMillis());
    while (graph.log().appliedCommit() < present.commit()
        && graph.appliedTimeMillis() <= timeMillis) {
      graph.requireStore();
      Instant now = clock.instant();
      long reached = graph.appliedTimeMillis();
      if (!now.isBefore(deadline) || catchUp.isHopeless(now, reached, timeMillis, deadline)) {
        long missing = present.commit() - graph.log().appliedCommit();
        throw new SnapshotTimeoutException(CatchUp.text(reached, timeMillis, missing));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
