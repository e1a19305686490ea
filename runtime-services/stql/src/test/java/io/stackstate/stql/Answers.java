package io.stackstate.stql;

import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Asks a snapshot and answers with ids. */
final class Answers {
  private static final QueryLimits GENEROUS =
      new QueryLimits(1_000_000, 1_000_000, Duration.ofMinutes(5));

  private Answers() {}

  static Set<Long> ids(String text, TopologySnapshot snapshot) throws Exception {
    return ids(Query.parse(text), snapshot);
  }

  static Set<Long> ids(Query query, TopologySnapshot snapshot) throws Exception {
    Set<Long> ids = new TreeSet<>();
    new QueryEngine(GENEROUS)
        .evaluate(query, snapshot)
        .components()
        .forEach((int ordinal) -> ids.add(snapshot.componentId(ordinal)));
    return ids;
  }

  static QueryEngine engine(int maxLoaded, int maxResult) {
    return new QueryEngine(new QueryLimits(maxLoaded, maxResult, Duration.ofMinutes(5)));
  }
}
