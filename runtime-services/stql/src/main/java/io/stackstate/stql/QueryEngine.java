package io.stackstate.stql;

import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.expression.Operator;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers queries within limits. What counts as loaded are the components of an answer, the
 * components from which {@code withNeighborsOf} starts, and what it visits: every component that it
 * reaches and every relation that it crosses. Filters, counts and groups are answered by the
 * indexes and load nothing else. Safe for any number of threads.
 *
 * <p>Every method throws {@link QueryTooLargeException} as soon as a limit is passed, {@link
 * QueryTimeoutException} when it takes too long, and {@link CancellationException} when its options
 * say that it was cancelled.
 */
public final class QueryEngine {
  private final QueryLimits limits;
  private final LongSupplier nanoTime;
  private final Walks walks = new Walks();

  public QueryEngine(QueryLimits limits) {
    this(limits, System::nanoTime);
  }

  QueryEngine(QueryLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** The components that a query selects. */
  public QueryResult evaluate(Query query, TopologySnapshot snapshot)
      throws QueryTooLargeException, QueryTimeoutException {
    return evaluate(query, snapshot, QueryOptions.NONE);
  }

  /** The components that a query selects and that fit the options. */
  public QueryResult evaluate(Query query, TopologySnapshot snapshot, QueryOptions options)
      throws QueryTooLargeException, QueryTimeoutException {
    Run run = new Run(query, snapshot, options);
    RoaringBitmap found = run.answer(StepListener.NONE);
    return new QueryResult(
        Evaluation.isShared(run.plan) ? found.clone() : found, run.loaded.count());
  }

  /** How many components a query selects; the limit of the result does not apply. */
  public long count(Query query, TopologySnapshot snapshot, QueryOptions options)
      throws QueryTooLargeException, QueryTimeoutException {
    return new Run(query, snapshot, options).select(StepListener.NONE).getLongCardinality();
  }

  /**
   * Whether a query selects this component. Parts of a conjunction that need more than an index are
   * not asked once another one says no; the limit of the result does not apply.
   *
   * @param component its id
   */
  public boolean selects(
      Query query, TopologySnapshot snapshot, long component, QueryOptions options)
      throws QueryTooLargeException, QueryTimeoutException {
    Expression alone = new Filter(Key.ID, Operator.EQUAL, List.of(Long.toString(component)));
    Expression wanted = query.expression();
    Query both =
        Query.of(wanted instanceof Everything ? alone : Expression.and(List.of(alone, wanted)));
    return !new Run(both, snapshot, options).select(StepListener.NONE).isEmpty();
  }

  /**
   * One page of what a query selects, in order. Only the components of the page count as loaded and
   * against the limit of the result, so that any answer can be read page by page.
   *
   * @throws IllegalArgumentException when the cursor is none, or of another order
   */
  public Page page(
      Query query, TopologySnapshot snapshot, PageRequest request, QueryOptions options)
      throws QueryTooLargeException, QueryTimeoutException {
    Run run = new Run(query, snapshot, options);
    if (request.limit() > limits.maxResultElements()) {
      throw new QueryTooLargeException("asks for a page of", limits.maxResultElements());
    }
    RoaringBitmap found = run.select(StepListener.NONE);
    Page page = new Pager(snapshot, run.deadline).page(found, request);
    RoaringBitmap shown = new RoaringBitmap();
    page.components().forEach(shown::add);
    run.loaded.components(shown);
    return page;
  }

  /**
   * How many of the components that a query selects have each value of an attribute, or each pair
   * of values of two; the limit of the result does not apply to the components. A component with
   * several values counts in several groups.
   *
   * @param by one or two different attributes
   * @param maxGroups how many groups to answer at most, the largest ones; at least 1
   * @throws IllegalArgumentException when a parameter is not as said
   */
  public Groups group(
      Query query,
      TopologySnapshot snapshot,
      List<Attribute> by,
      int maxGroups,
      QueryOptions options)
      throws QueryTooLargeException, QueryTimeoutException {
    Run run = new Run(query, snapshot, options);
    Grouper grouper = new Grouper(snapshot, run.deadline, by, maxGroups);
    return grouper.group(run.select(StepListener.NONE));
  }

  /**
   * How a query is answered and what each step selects and loads. It runs like {@link #evaluate},
   * but where that throws because of a limit or the time, the explanation tells how far it came and
   * which step it was.
   */
  public Explanation explain(Query query, TopologySnapshot snapshot, QueryOptions options) {
    Run run = new Run(query, snapshot, options);
    Trace trace = new Trace(snapshot, run.loaded);
    try {
      RoaringBitmap found = run.answer(trace);
      return trace.explain(run.plan, found);
    } catch (QueryTooLargeException | QueryTimeoutException e) {
      return trace.explain(run.plan, e.getMessage());
    }
  }

  /** One query while it is answered. */
  private final class Run {
    private final Deadline deadline;
    private final LoadedElements loaded;
    private final TopologySnapshot snapshot;
    private final Estimates estimates;
    private final Plan plan;

    Run(Query query, TopologySnapshot snapshot, QueryOptions options) {
      this.deadline = new Deadline(nanoTime, limits.timeout(), options.cancelled());
      this.snapshot = snapshot;
      this.estimates = new Estimates(snapshot);
      this.plan = new Planner(estimates).plan(Planner.steps(query.steps(), options.patterns()));
      this.loaded = new LoadedElements(limits.maxLoadedElements(), plan.walks() > 1);
    }

    /** May be shared: not to be modified. */
    RoaringBitmap select(StepListener listener)
        throws QueryTooLargeException, QueryTimeoutException {
      PatternSearch patterns = new PatternSearch(snapshot, deadline);
      return new Evaluation(snapshot, estimates, loaded, deadline, patterns, listener, walks)
          .evaluate(plan);
    }

    /** As {@link #select}, within the limit of the result and loaded. */
    RoaringBitmap answer(StepListener listener)
        throws QueryTooLargeException, QueryTimeoutException {
      RoaringBitmap found = select(listener);
      if (found.getLongCardinality() > limits.maxResultElements()) {
        throw new QueryTooLargeException("selects", limits.maxResultElements());
      }
      loaded.components(found);
      return found;
    }
  }
}
