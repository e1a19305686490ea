package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import java.util.List;

/**
 * One thing that a group tells of.
 *
 * @param subject names it: {@code element:<id>}, {@code propagated:<id>}, {@code problem:<id>},
 *     {@code view:<id>}, {@code event:<id>}, or {@code state:<element>:<id>} for one check state at
 *     an element
 * @param element the element that it is about: of a problem its root cause; 0 for a view or an
 *     event without one
 * @param state what it is in
 * @param active whether its condition holds
 * @param since when that began or ended, epoch milliseconds
 * @param title what happened, or null
 * @param reason why, as a check says it, or null
 * @param checks what failed
 * @param problem the problem it belongs to, or null
 * @param nodes of a problem: all its elements
 * @param changes when it changed lately, for flapping
 * @param ended why it is not active, or null
 * @param cause the last event that said something of it, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Member(
    String subject,
    long element,
    HealthState state,
    boolean active,
    long since,
    String title,
    String reason,
    List<FailingCheck> checks,
    Long problem,
    List<Long> nodes,
    List<Long> changes,
    String ended,
    Cause cause) {

  public Member {
    checks = checks == null ? List.of() : List.copyOf(checks);
    nodes = nodes == null ? List.of() : List.copyOf(nodes);
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  /** Without the event that it comes from. */
  public Member(
      String subject,
      long element,
      HealthState state,
      boolean active,
      long since,
      String title,
      String reason,
      List<FailingCheck> checks,
      Long problem,
      List<Long> nodes,
      List<Long> changes,
      String ended) {
    this(
        subject, element, state, active, since, title, reason, checks, problem, nodes, changes,
        ended, null);
  }

  /** The same, not active any more. */
  public Member end(String why, long at) {
    return new Member(
        subject, element, state, false, at, title, reason, checks, problem, nodes, changes, why,
        cause);
  }

  /** The same, cleared, as an event said. */
  public Member cleared(String why, Cause by) {
    return new Member(
        subject,
        element,
        HealthState.CLEAR,
        false,
        by.at(),
        title,
        reason,
        checks,
        problem,
        nodes,
        changes,
        why,
        by);
  }

  /** The same with other times of changes. */
  public Member changed(List<Long> times) {
    return new Member(
        subject, element, state, active, since, title, reason, checks, problem, nodes, times, ended,
        cause);
  }
}
