package io.stackstate.api.handler;

import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.StackGraph;
import java.util.List;

/** What the graph knows of single elements, without a snapshot of all of them. Thread-safe. */
interface ElementHistories {
  /** As {@link StackGraph#history}. */
  ElementHistory of(long element, long fromMillis, long toMillis) throws DataUnavailableException;

  /** As {@link StackGraph#idsByIdentifier}. */
  List<Long> ids(String identifier, long fromMillis, long toMillis) throws DataUnavailableException;

  /** Those of a graph. */
  static ElementHistories of(StackGraph graph) {
    return new ElementHistories() {
      @Override
      public ElementHistory of(long element, long from, long to) throws DataUnavailableException {
        return graph.history(element, from, to);
      }

      @Override
      public List<Long> ids(String identifier, long from, long to) throws DataUnavailableException {
        return graph.idsByIdentifier(identifier, from, to);
      }
    };
  }
}
