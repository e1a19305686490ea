package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.SampleSource;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.metric.TooManyPointsException;
import io.stackstate.telemetry.promql.syntax.TimeShift;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what selectors select: once for each of them, for all steps together. */
final class Selection {
  private final SampleSource source;
  private final Budget budget;
  private final long queryStart;
  private final long queryEnd;
  private final Map<Fetch, List<Points>> fetched = new HashMap<>();

  /**
   * @param queryStart epoch milliseconds to which {@code @ start()} refers in the whole query
   * @param queryEnd likewise; it need not be a step
   */
  Selection(SampleSource source, Budget budget, long queryStart, long queryEnd) {
    this.source = source;
    this.budget = budget;
    this.queryStart = queryStart;
    this.queryEnd = queryEnd;
  }

  private record Fetch(List<LabelMatcher> matchers, long fromMillis, long toMillis) {}

  /** The time that a shifted selector looks at, for each step. */
  long[] reference(TimeShift shift, Steps steps) {
    long[] times = new long[steps.count()];
    for (int i = 0; i < times.length; i++) {
      long anchor =
          switch (shift.anchor()) {
            case STEP -> steps.time(i);
            case START -> queryStart;
            case END -> queryEnd;
            case FIXED -> shift.atMillis();
          };
      times[i] = anchor - shift.offsetMillis();
    }
    return times;
  }

  /** All points up to {@code rangeMillis} before each of the times, which ascend. */
  List<Points> read(List<LabelMatcher> matchers, long[] reference, long rangeMillis)
      throws MetricsUnavailableException {
    long from = reference[0] - rangeMillis + 1;
    Fetch fetch = new Fetch(matchers, from, reference[reference.length - 1]);
    List<Points> known = fetched.get(fetch);
    if (known == null) {
      known = select(fetch);
      fetched.put(fetch, known);
    }
    return known;
  }

  private List<Points> select(Fetch fetch) throws MetricsUnavailableException {
    budget.check();
    try {
      List<Points> points = new ArrayList<>();
      for (Samples samples :
          source.select(fetch.matchers(), fetch.fromMillis(), fetch.toMillis(), budget.left())) {
        budget.take(2L * samples.times().length);
        points.add(Points.of(samples));
      }
      return points;
    } catch (TooManyPointsException e) {
      throw PromqlException.execution(e.getMessage());
    }
  }
}
