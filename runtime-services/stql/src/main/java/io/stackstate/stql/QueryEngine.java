package io.stackstate.stql;

import io.stackstate.topology.TopologySnapshot;
import java.util.function.LongSupplier;
import org.roaringbitmap.RoaringBitmap;

/** Answers queries within limits. Safe for any number of threads. */
public final class QueryEngine {
  private final QueryLimits limits;
  private final LongSupplier nanoTime;

  public QueryEngine(QueryLimits limits) {
    this(limits, System::nanoTime);
  }

  QueryEngine(QueryLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Answers a query. What counts as loaded are the components of the answer, the components from
   * which {@code withNeighborsOf} starts, and what it visits: every component that it reaches and
   * every relation that it crosses. Filters are answered by the indexes and load nothing else.
   *
   * @throws QueryTooLargeException as soon as a limit is passed
   * @throws QueryTimeoutException when it takes too long
   */
  public QueryResult evaluate(Query query, TopologySnapshot snapshot)
      throws QueryTooLargeException, QueryTimeoutException {
    Deadline deadline = new Deadline(nanoTime, limits.timeout());
    LoadedElements loaded = new LoadedElements(limits.maxLoadedElements());
    Plan plan = new Planner(snapshot).plan(query.expression());
    RoaringBitmap found = new Evaluation(snapshot, loaded, deadline).evaluate(plan);
    if (found.getLongCardinality() > limits.maxResultElements()) {
      throw new QueryTooLargeException("selects", limits.maxResultElements());
    }
    loaded.components(found);
    return new QueryResult(found.clone(), loaded.count());
  }
}
