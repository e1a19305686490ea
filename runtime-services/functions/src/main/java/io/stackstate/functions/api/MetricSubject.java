package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.intake.MultiMetric;
import java.util.ArrayList;
import java.util.List;

/**
 * Which metrics a query is about.
 *
 * @param dataSource the id that results tell
 */
record MetricSubject(long dataSource, List<StreamCondition> conditions) {
  private static final String NAME = "name";
  private static final String VALUE = "value";

  MetricSubject {
    conditions = List.copyOf(conditions);
  }

  /**
   * What the store is asked for. The old form, in which a metric has its name in {@code name} and
   * the field {@code value}, is understood, too.
   *
   * @param field that the query names; null when it names none
   * @throws ScriptApiException when nothing says which metric it is
   */
  Wanted wanted(String field) {
    if (field != null && !field.equals(VALUE)) {
      return new Wanted(field, conditions);
    }
    for (StreamCondition condition : conditions) {
      if (condition.key().equals(NAME) && !condition.value().equals(MultiMetric.CONVERTED)) {
        List<StreamCondition> others = new ArrayList<>(conditions);
        others.remove(condition);
        return new Wanted(condition.value(), others);
      }
    }
    if (field == null) {
      throw new ScriptApiException(
          "metricField: found nothing, expected the name of a metric, or a condition on name");
    }
    return new Wanted(field, conditions);
  }

  /** A metric with the conditions that its series fulfil. */
  record Wanted(String metric, List<StreamCondition> conditions) {}
}
