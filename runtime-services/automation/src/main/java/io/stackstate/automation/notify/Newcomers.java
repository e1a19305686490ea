package io.stackstate.automation.notify;

import io.stackstate.automation.handler.CheckSignals;
import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.ScopeCheck;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.handler.Surroundings.ViewState;
import io.stackstate.automation.handler.ViewSubjects;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.handler.Trigger.Element;
import io.stackstate.model.handler.Trigger.ProblemState;
import io.stackstate.model.notification.Member;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is unhealthy, as the topology says, for handlers that no event tells of it: they are new, or
 * changed, or it came into their scope by tags (health sheet, section 10.3); pure.
 */
final class Newcomers {
  private static final String PROPAGATED = "propagated:";

  private Newcomers() {}

  /**
   * All that a handler may have to tell of.
   *
   * @param scope that of the handler
   */
  static Stream<Member> all(
      EventHandlerSpec spec, ScopeCheck scope, Surroundings around, long now) {
    Stream<Member> all = Stream.empty();
    if (asks(spec, false, Element.COMPONENTS)) {
      Stream<Facts> components =
          around.unhealthy(spec.scope().componentTypes(), spec.scope().componentTags()).stream();
      all = components.flatMap(facts -> health(spec, scope, facts, around, now));
    }
    if (asks(spec, false, Element.RELATIONS)) {
      Stream<Facts> relations = around.unhealthyRelations().stream();
      all = Stream.concat(all, relations.flatMap(facts -> health(spec, scope, facts, around, now)));
    }
    if (asks(spec, true, Element.COMPONENTS) || asks(spec, true, Element.RELATIONS)) {
      Stream<Facts> elements = around.unhealthyByPropagation().stream();
      all = Stream.concat(all, elements.flatMap(facts -> propagated(scope, facts, around, now)));
    }
    if (spec.triggers().stream().anyMatch(Trigger.OfView.class::isInstance)) {
      all = Stream.concat(all, around.unhealthyViews().stream().map(view -> view(view, now)));
    }
    return spec.triggers().stream().anyMatch(t -> t instanceof Trigger.OfProblem)
        ? Stream.concat(all, around.problems().stream().map(problem -> problem(problem, now)))
        : all;
  }

  private static Member view(ViewState view, long now) {
    return new Member(
        ViewSubjects.of(view.id()),
        0,
        view.state(),
        true,
        now,
        view.name(),
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        null);
  }

  private static boolean asks(EventHandlerSpec spec, boolean propagated, Element kind) {
    return spec.triggers().stream()
        .anyMatch(
            t ->
                t instanceof Trigger.OfElement e
                    && e.propagated() == propagated
                    && e.include().contains(kind));
  }

  /** What a handler may have to tell of because of an element. */
  static Stream<Member> of(
      EventHandlerSpec spec, ScopeCheck scope, Facts facts, Surroundings around, long now) {
    boolean propagated = around.propagated(facts.id()).compareTo(HealthState.DEVIATING) >= 0;
    return Stream.of(
            facts.health().compareTo(HealthState.DEVIATING) >= 0
                ? health(spec, scope, facts, around, now)
                : Stream.<Member>empty(),
            propagated ? propagated(scope, facts, around, now) : Stream.<Member>empty(),
            around.problemOf(facts.id()).map(problem -> problem(problem, now)).stream())
        .flatMap(each -> each);
  }

  /** What fails is looked up for those elements only that the handler asks for. */
  private static Stream<Member> health(
      EventHandlerSpec spec, ScopeCheck scope, Facts facts, Surroundings around, long now) {
    if (!scope.mayContain(element(facts, List.of(), now))) {
      return Stream.empty();
    }
    List<FailingCheck> failing = around.failing(facts.id());
    return spec.splitsChecks()
        ? failing.stream().map(check -> CheckSignals.existing(facts.id(), check, now))
        : Stream.of(element(facts, failing, now));
  }

  private static Member element(Facts facts, List<FailingCheck> failing, long now) {
    return element("element:", facts, facts.health(), failing, now);
  }

  private static Stream<Member> propagated(
      ScopeCheck scope, Facts facts, Surroundings around, long now) {
    HealthState state = around.propagated(facts.id());
    return scope.mayContain(element(PROPAGATED, facts, state, List.of(), now))
        ? Stream.of(element(PROPAGATED, facts, state, around.failing(facts.id()), now))
        : Stream.empty();
  }

  private static Member element(
      String kind, Facts facts, HealthState state, List<FailingCheck> failing, long now) {
    return new Member(
        kind + facts.id(),
        facts.id(),
        state,
        true,
        now,
        failing.isEmpty() ? null : failing.get(0).name(),
        failing.isEmpty() ? null : failing.get(0).message(),
        failing,
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

  /**
   * Whether a handler tells of it, whatever state it comes from.
   *
   * @param scope that of the handler
   */
  static boolean wanted(EventHandlerSpec spec, Member member, ScopeCheck scope) {
    return !spec.off()
        && spec.triggers().stream().anyMatch(trigger -> wanted(spec, trigger, member, scope))
        && scope.contains(member);
  }

  private static boolean wanted(
      EventHandlerSpec spec, Trigger trigger, Member member, ScopeCheck scope) {
    if (trigger instanceof Trigger.OfView view) {
      return isView(member)
          && view.from().isEmpty()
          && view.to().contains(member.state())
          && (view.view() == null || scope.isView(view.view(), member));
    }
    if (trigger instanceof Trigger.OfElement element) {
      return member.problem() == null
          && !isView(member)
          && (element.propagated()
              ? isPropagated(member)
              : !isPropagated(member)
                  && spec.splitsChecks() == CheckSignals.isState(member.subject()))
          && element.from().isEmpty()
          && element.to().contains(member.state());
    }
    return trigger instanceof Trigger.OfProblem problem
        && member.problem() != null
        && problem.states().contains(ProblemState.CREATED)
        && member.state().compareTo(problem.minHealth()) >= 0;
  }

  private static boolean isView(Member member) {
    return ViewSubjects.isView(member.subject());
  }

  private static boolean isPropagated(Member member) {
    return member.subject().startsWith(PROPAGATED);
  }

  /** Whether the topology that says that it holds does not say so any more. */
  static boolean over(Member member, Surroundings around) {
    if (member.problem() != null) {
      return around.problems().stream().noneMatch(problem -> problem.id() == member.problem());
    }
    if (isView(member)) {
      return around.unhealthyViews().stream()
          .noneMatch(view -> member.subject().equals(ViewSubjects.of(view.id())));
    }
    if (CheckSignals.isState(member.subject())) {
      return around.failing(member.element()).stream()
          .noneMatch(check -> check.id() == member.checks().get(0).id());
    }
    if (isPropagated(member)) {
      return around.propagated(member.element()).compareTo(HealthState.DEVIATING) < 0;
    }
    return around
        .facts(member.element())
        .filter(facts -> facts.health().compareTo(HealthState.DEVIATING) >= 0)
        .isEmpty();
  }
}
