package io.stackstate.api.action;

import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.stql.QueryOptions;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.util.Optional;

/** Which components have an action: those that its bind query selects. Thread-safe. */
final class Binding {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A component's actions are asked for whenever somebody looks at it. */
  private final QueryEngine engine =
      new QueryEngine(
          new QueryLimits(
              QueryLimits.DEFAULT.maxLoadedElements(),
              QueryLimits.DEFAULT.maxResultElements(),
              PATIENCE));

  /** Why a bind query gives no answer; the message is for the author of the action. */
  static final class InvalidBindQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private InvalidBindQueryException(String message) {
      super("bindQuery: " + message, null, false, false);
    }
  }

  /** Whether a component has an action, in the topology that is given. */
  boolean has(TopologySnapshot snapshot, long component, ComponentAction action)
      throws InvalidBindQueryException {
    try {
      return engine.selects(query(action), snapshot, component, QueryOptions.NONE);
    } catch (QueryTooLargeException | QueryTimeoutException e) {
      throw new InvalidBindQueryException(e.getMessage());
    }
  }

  /** What is wrong with the text of a bind query; empty when nothing is. */
  static Optional<String> problem(ComponentAction action) {
    try {
      query(action);
      return Optional.empty();
    } catch (InvalidBindQueryException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Read queries are remembered where they are read. */
  private static Query query(ComponentAction action) throws InvalidBindQueryException {
    if (action.bindQuery().isBlank()) {
      throw new InvalidBindQueryException("found nothing, expected STQL");
    }
    try {
      return Query.parse(action.bindQuery());
    } catch (StqlParseException e) {
      throw new InvalidBindQueryException(e.getMessage());
    }
  }
}
