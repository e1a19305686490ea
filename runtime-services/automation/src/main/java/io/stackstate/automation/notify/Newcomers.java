package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.ScopeCheck;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.change.Problem;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.handler.Trigger.ProblemState;
import io.stackstate.model.notification.Member;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unhealthy elements, and problems, that come into the scope of a handler without an event of
 * theirs: by tags of elements, or by an edit of the handler (health sheet, section 10.3); pure.
 * What failed is not known of elements, so handlers for monitors do not hear of them before the
 * next event.
 */
final class Newcomers {
  private Newcomers() {}

  /** All that a handler may have to tell of. */
  static Stream<Member> all(Surroundings around, long now) {
    return Stream.concat(
        around.unhealthy().stream().map(facts -> element(facts, now)),
        around.problems().stream().map(problem -> problem(problem, now)));
  }

  /** What a handler may have to tell of because of an element. */
  static Stream<Member> of(Facts facts, Surroundings around, long now) {
    return Stream.concat(
        Stream.of(element(facts, now)),
        around.problemOf(facts.id()).map(problem -> problem(problem, now)).stream());
  }

  private static Member element(Facts facts, long now) {
    return new Member(
        "element:" + facts.id(),
        facts.id(),
        facts.health(),
        true,
        now,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        null);
  }

  private static Member problem(Problem problem, long now) {
    Problem.Cause root = problem.rootCause();
    List<Long> nodes =
        Stream.concat(Stream.of(root), problem.contributing().stream())
            .map(Problem.Cause::elementId)
            .toList();
    return new Member(
        "problem:" + problem.id(),
        root.elementId(),
        root.health(),
        true,
        now,
        null,
        null,
        List.of(),
        problem.id(),
        nodes,
        List.of(),
        null);
  }

  /** Whether a handler tells of it, whatever state it comes from. */
  static boolean wanted(EventHandlerSpec spec, Member member, Surroundings around) {
    return !spec.off()
        && spec.triggers().stream().anyMatch(trigger -> wanted(trigger, member))
        && new ScopeCheck(spec, around).contains(member);
  }

  private static boolean wanted(Trigger trigger, Member member) {
    if (trigger instanceof Trigger.OfElement element) {
      return member.problem() == null
          && !element.propagated()
          && element.from().isEmpty()
          && element.to().contains(member.state());
    }
    return trigger instanceof Trigger.OfProblem problem
        && member.problem() != null
        && problem.states().contains(ProblemState.CREATED)
        && member.state().compareTo(problem.minHealth()) >= 0;
  }
}
