package io.stackstate.automation.handler;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.handler.Silence;
import java.util.List;
import java.util.Optional;

/** What handlers ask of the rest of the platform; an answer holds for one moment. */
public interface Surroundings {
  /** Empty when there is no such element. */
  Optional<Facts> facts(long element);

  /** The element with this identifier; 0 when there is none. */
  long element(String identifier);

  /** Whether a query selects the component; false when it cannot be answered. */
  boolean selects(String query, long component);

  /** The id of a view, by its identifier or id; empty when there is none. */
  Optional<Long> view(String reference);

  /** The query of a view, by its identifier or id. */
  Optional<String> viewQuery(String view);

  /** A monitor, by the id of its settings node. */
  Optional<Monitor> monitor(long id);

  /** A problem that the element is part of; the oldest of several. */
  Optional<Problem> problemOf(long element);

  /** The problems that are not resolved, in the order of their ids. */
  List<Problem> problems();

  /** The components whose own health is DEVIATING or worse. */
  List<Facts> unhealthy();

  /** Those of them that have one of these types and one of these labels; none given is any. */
  default List<Facts> unhealthy(List<String> types, List<String> labels) {
    return unhealthy().stream()
        .filter(facts -> types.isEmpty() || types.contains(facts.type()))
        .filter(facts -> labels.isEmpty() || facts.labels().stream().anyMatch(labels::contains))
        .toList();
  }

  /** The relations whose own health is DEVIATING or worse. */
  List<Facts> unhealthyRelations();

  /** The components and relations whose propagated health is DEVIATING or worse. */
  List<Facts> unhealthyByPropagation();

  /** The views whose health is DEVIATING or worse, in the order of their ids. */
  List<ViewState> unhealthyViews();

  /** The propagated health of an element; UNKNOWN when there is none. */
  HealthState propagated(long element);

  /** What fails at an element, the most severe first; empty when it is healthy. */
  List<FailingCheck> failing(long element);

  /** The silences that people made, whatever their time. */
  List<Silence> silences();

  /** The health of a view. */
  record ViewState(long id, String name, HealthState state) {}

  /**
   * A monitor.
   *
   * @param identifier null when it has none
   */
  record Monitor(long id, String identifier, String name, List<String> tags) {}
}
