package io.stackstate.stackgraph.history;

import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.stackgraph.TopologyDiff;
import io.stackstate.stackgraph.TopologyView;
import java.util.List;
import java.util.function.Predicate;

/** What changed between two instants. */
public final class Comparison {
  private final History history;

  public Comparison(History history) {
    this.history = history;
  }

  public TopologyDiff diff(long fromMillis, long toMillis) throws DataUnavailableException {
    throw new UnsupportedOperationException(history.toString());
  }

  public TopologyDiff diff(TopologyView before, TopologyView after)
      throws DataUnavailableException {
    throw new UnsupportedOperationException();
  }

  public List<ElementVersion> changes(
      long fromMillis, long toMillis, Predicate<ElementState> wanted, int limit)
      throws DataUnavailableException {
    throw new UnsupportedOperationException();
  }
}
