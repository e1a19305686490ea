package io.stackstate.model.check;

import java.util.List;

/**
 * A telemetry stream of an element.
 *
 * @param id in {@code [1, 2^53)}, the same whenever the same element sends the same stream
 * @param localId how the checks of the sender call it: a negative number or a uuid; null when
 *     nothing can
 * @param name null when it has none
 * @param metric the name of the metric; null unless it is a stream of metrics
 * @param conditions all must hold
 * @param aggregation how charts sum it up, which checks do not; null when not said, and always of
 *     events
 * @param unit null when not said
 * @param priority {@code NONE}, {@code LOW}, {@code MEDIUM} or {@code HIGH}; null when not said
 * @param staleAfterMillis after how long without a point what was decided on it no longer holds; 0
 *     for never
 */
public record StreamDefinition(
    long id,
    StreamKind kind,
    String localId,
    String name,
    String metric,
    List<StreamCondition> conditions,
    String aggregation,
    String unit,
    String priority,
    long staleAfterMillis) {

  public StreamDefinition {
    conditions = List.copyOf(conditions);
  }

  /** One that never is stale. */
  public StreamDefinition(
      long id,
      StreamKind kind,
      String localId,
      String name,
      String metric,
      List<StreamCondition> conditions,
      String aggregation,
      String unit,
      String priority) {
    this(id, kind, localId, name, metric, conditions, aggregation, unit, priority, 0);
  }
}
