package io.stackstate.api.handler;

import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a handler looks at.
 *
 * @param query of its scope; null for none
 * @param view the query of the view of its scope; null for none
 */
record PastScope(String query, String view) {
  private static final QueryEngine ENGINE =
      new QueryEngine(new QueryLimits(10_000_000, 10_000_000, Duration.ofSeconds(5)));

  RoaringBitmap inQuery(TopologySnapshot snapshot) {
    return select(query, snapshot);
  }

  RoaringBitmap inView(TopologySnapshot snapshot) {
    return select(view, snapshot);
  }

  /** What automation does: a query that cannot be answered selects nothing. */
  private static RoaringBitmap select(String query, TopologySnapshot snapshot) {
    if (query == null) {
      return new RoaringBitmap();
    }
    try {
      return ENGINE.evaluate(Query.parse(query), snapshot).components();
    } catch (StqlParseException | QueryTooLargeException | QueryTimeoutException e) {
      return new RoaringBitmap();
    }
  }
}
