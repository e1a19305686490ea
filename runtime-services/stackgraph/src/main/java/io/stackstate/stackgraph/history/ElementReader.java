package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Component;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import java.util.List;
import java.util.Optional;

/** Single elements in the past, read from those pieces of history that say something about them. */
public final class ElementReader {
  private final History history;

  public ElementReader(History history) {
    this.history = history;
  }

  public Optional<ElementState> at(long id, long timeMillis) throws DataUnavailableException {
    throw new UnsupportedOperationException(history.toString());
  }

  public Optional<Component> byIdentifier(String identifier, long timeMillis)
      throws DataUnavailableException {
    throw new UnsupportedOperationException();
  }

  public List<Long> idsByIdentifier(String identifier, long fromMillis, long toMillis)
      throws DataUnavailableException {
    throw new UnsupportedOperationException();
  }

  public ElementHistory history(long id, long fromMillis, long toMillis)
      throws DataUnavailableException {
    throw new UnsupportedOperationException();
  }
}
