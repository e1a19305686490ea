package io.stackstate.model.handler;

import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Set;

/** What an event handler reacts to; several are alternatives. */
public sealed interface Trigger {

  /** What happens to a problem, in the order in which it can. */
  enum ProblemState {
    CREATED,
    UPDATED,
    SUBSUMED,
    RESOLVED
  }

  /** Whose health it is. */
  enum Element {
    COMPONENTS,
    RELATIONS
  }

  /** The life of problems whose most severe member is at least this unhealthy. */
  record OfProblem(Set<ProblemState> states, HealthState minHealth) implements Trigger {}

  /**
   * The health of an element: begins when it becomes one of {@code to}, and ends when it is none of
   * them any more.
   *
   * @param propagated which of the two healths
   * @param from the states it must come from; empty for any
   * @param checks whether it is news, too, when other checks fail while the state stays
   */
  record OfElement(
      boolean propagated,
      Set<HealthState> from,
      Set<HealthState> to,
      Set<Element> include,
      boolean checks)
      implements Trigger {}

  /**
   * The health of views.
   *
   * @param view identifier or id of one; null for any
   */
  record OfView(String view, Set<HealthState> from, Set<HealthState> to) implements Trigger {}

  /**
   * Any topology event, told once; an empty list does not restrict.
   *
   * @param types spelled with or without spaces
   * @param tags of which the event must have one
   */
  record OfEvent(
      List<String> categories, List<String> types, List<String> sources, List<String> tags)
      implements Trigger {}
}
