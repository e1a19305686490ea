package io.stackstate.api.problem;

import io.stackstate.api.cause.ProblemWindow;
import io.stackstate.model.change.Problem;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Orders events by how likely they are the cause of a problem (health sheet, section 7.4): by their
 * type, how far the element is from the root cause, and how shortly before the first element became
 * unhealthy they were. What came after counts half. Pure.
 */
final class CausingEventRanking {
  private static final double DEPLOYMENT = 1.0;
  private static final double PROPERTIES = 0.8;
  private static final double RUN_STATE = 0.7;
  private static final double ANOMALY = 0.6;
  private static final double CHANGE = 0.5;
  private static final double OTHER = 0.3;

  /** What an element counts that is one dependency further away. */
  private static final double PER_HOP = 0.7;

  /** An event that was so much earlier counts half. */
  private static final double HALF_LIFE_MILLIS = Duration.ofMinutes(15).toMillis();

  private static final double AFTERWARDS = 0.5;

  /** These tell of the problem itself, or say again what another event says. */
  private static final Set<String> NO_CAUSES =
      Set.of(
          "healthstatechanged",
          "checkstateschanged",
          "propagatedhealthstatechanged",
          "viewhealthstatechanged",
          "problemcreated",
          "problemupdated",
          "problemsubsumed",
          "problemresolved",
          "elementupdated",
          "metricstreamnoanomaly");

  private final Problem problem;
  private final Map<Long, Integer> distances;

  /**
   * @param distances of the members from the root cause
   */
  CausingEventRanking(Problem problem, Map<Long, Integer> distances) {
    this.problem = problem;
    this.distances = distances;
  }

  private record Scored(CausingEvent event, double score) {}

  /** The most likely causes, the best first. */
  List<CausingEvent> best(List<CausingEvent> events, int limit) {
    ProblemWindow window = ProblemWindow.of(problem);
    return events.stream()
        .filter(event -> window.from() <= event.timeMillis() && event.timeMillis() <= window.to())
        .filter(event -> !NO_CAUSES.contains(key(event.type())))
        .map(event -> new Scored(event, score(event)))
        .sorted(
            Comparator.comparingDouble(Scored::score)
                .reversed()
                .thenComparing(scored -> -scored.event().timeMillis())
                .thenComparing(scored -> scored.event().id()))
        .limit(limit)
        .map(Scored::event)
        .toList();
  }

  double score(CausingEvent event) {
    long early = problem.firstUnhealthyAt() - event.timeMillis();
    double recency = Math.pow(0.5, Math.abs(early) / HALF_LIFE_MILLIS);
    return weight(event)
        * Math.pow(PER_HOP, distance(event))
        * recency
        * (early < 0 ? AFTERWARDS : 1);
  }

  private int distance(CausingEvent event) {
    int farthest = distances.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    return event.elements().stream()
        .mapToInt(id -> distances.getOrDefault(id, farthest))
        .min()
        .orElse(farthest);
  }

  private static double weight(CausingEvent event) {
    String type = key(event.type());
    if (type.equals("versionchanged") || type.contains("deploy")) {
      return DEPLOYMENT;
    }
    if (type.equals("elementpropertieschanged")) {
      return PROPERTIES;
    }
    if (type.equals("runstatechanged")) {
      return RUN_STATE;
    }
    if (type.contains("anomaly") || "Anomalies".equals(event.category())) {
      return ANOMALY;
    }
    return "Changes".equals(event.category()) ? CHANGE : OTHER;
  }

  /** Types are written with spaces, or as the names of classes with {@code Event} at the end. */
  private static String key(String type) {
    String key = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return key.endsWith("event") ? key.substring(0, key.length() - "event".length()) : key;
  }
}
