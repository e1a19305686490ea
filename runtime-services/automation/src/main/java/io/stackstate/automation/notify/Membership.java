package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.HandlerIndex.Match;
import io.stackstate.automation.handler.ScopeCheck;
import io.stackstate.automation.handler.Signal;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.automation.handler.TriggerMatch;
import io.stackstate.automation.handler.ViewSubjects;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.handler.Trigger.ProblemState;
import io.stackstate.model.notification.GroupState.Phase;
import io.stackstate.model.notification.Member;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What comes into the groups of a handler, and what ends there, by events and by changes of the
 * topology, of monitors and of the handler itself. For one thread.
 */
final class Membership {
  private final Groups groups;

  Membership(Groups groups) {
    this.groups = groups;
  }

  /**
   * What an event says.
   *
   * @return how many of those that are told already it says nothing new of
   */
  long occur(EventHandlerSpec spec, Match match, Surroundings around, long now) {
    long same = 0;
    Set<String> said = new HashSet<>();
    for (Signal signal : match.signals()) {
      said.add(signal.member().subject());
      same += signal(spec, signal, around, now) ? 1 : 0;
    }
    if (match.rest() != null) {
      for (String subject : groups.states(match.rest())) {
        Group group = groups.of(subject);
        if (!said.contains(subject) && group.member(subject).active()) {
          Member member = group.member(subject).cleared(TriggerMatch.RESOLVED, match.cause());
          groups.join(group, member, spec.flap(), now);
        }
      }
    }
    return same;
  }

  private boolean signal(EventHandlerSpec spec, Signal signal, Surroundings around, long now) {
    Member member = signal.member();
    Group group = groups.of(member.subject());
    if (group == null) {
      boolean begins = signal.kind() == Signal.Kind.BEGIN || signal.kind() == Signal.Kind.ONCE;
      if (begins && !spec.off() && new ScopeCheck(spec, around).contains(member)) {
        add(spec, member, around, now);
      }
      return false;
    }
    groups.join(group, member, spec.flap(), now);
    return group.phase == Phase.OPEN && group.anyActive() && group.news(false).equals(group.told);
  }

  private void add(EventHandlerSpec spec, Member member, Surroundings around, long now) {
    Group group = groups.get(GroupKeys.of(spec, member, around), now);
    groups.join(group, member, spec.flap(), now);
  }

  /**
   * Moves what became part of a problem, or of another group, while it waited.
   *
   * @return whether nothing is left of the group
   */
  boolean regroup(EventHandlerSpec spec, Group group, Surroundings around, long now) {
    if (Digest.is(group)) {
      return false;
    }
    for (Member member : group.members()) {
      String key = GroupKeys.of(spec, member, around);
      if (!key.equals(group.key)) {
        group.remove(member.subject());
        groups.join(groups.get(key, group.since), member, spec.flap(), now);
      }
    }
    groups.changed(group);
    if (group.members().isEmpty()) {
      groups.forget(group, spec.flap());
      return true;
    }
    return false;
  }

  /**
   * Ends what the topology does not have any more, or the scope does not. Events say when something
   * is healthy again; but of what no event has told, the topology does.
   */
  void reconsider(EventHandlerSpec spec, Surroundings around, long now) {
    ScopeCheck scope = new ScopeCheck(spec, around);
    for (Group group : groups.all()) {
      for (Member member : group.active()) {
        boolean gone = gone(member, around);
        if (gone || !scope.contains(member)) {
          CloseReason why = gone ? CloseReason.COMPONENT_REMOVED : CloseReason.COMPONENT_CHANGED;
          groups.join(group, member.end(Reasons.text(why), now), spec.flap(), now);
        } else if (member.cause() == null && Newcomers.over(member, around)) {
          CloseReason why =
              member.problem() == null
                  ? CloseReason.HEALTH_STATE_RESOLVED
                  : CloseReason.PROBLEM_RESOLVED;
          groups.join(group, member.end(Reasons.text(why), now), spec.flap(), now);
        }
      }
    }
  }

  /**
   * Ends what a handler that is changed, or executed again, does not look at any more.
   *
   * @param old the handler before; empty when it is not known
   */
  void retain(
      Optional<EventHandlerSpec> old, EventHandlerSpec spec, Surroundings around, long now) {
    Optional<ScopeCheck> before = old.map(each -> new ScopeCheck(each, around));
    ScopeCheck scope = new ScopeCheck(spec, around);
    for (Group group : groups.all()) {
      for (Member member : group.active()) {
        boolean asked = !spec.off() && Reasons.covered(spec, scope, member);
        if (!asked || !scope.contains(member)) {
          CloseReason why = asked ? left(before, member, around) : CloseReason.CONFIG_CHANGED;
          groups.join(group, member.end(Reasons.text(why), now), spec.flap(), now);
        }
      }
    }
  }

  /** What the handler did not look at before its change, either, has left by itself. */
  private static CloseReason left(Optional<ScopeCheck> before, Member member, Surroundings around) {
    if (gone(member, around)) {
      return CloseReason.COMPONENT_REMOVED;
    }
    return before.filter(scope -> !scope.contains(member)).isPresent()
        ? CloseReason.COMPONENT_CHANGED
        : CloseReason.CONFIG_CHANGED;
  }

  private static boolean gone(Member member, Surroundings around) {
    return member.element() != 0 && around.facts(member.element()).isEmpty();
  }

  /** A view has no health any more, of which no event tells: what is told of it ends. */
  void viewGone(EventHandlerSpec spec, long view, Surroundings around, long now) {
    String subject = ViewSubjects.of(view);
    Group group = groups.of(subject);
    if (group != null && group.member(subject).active()) {
      CloseReason why =
          around.view(Long.toString(view)).isEmpty()
              ? CloseReason.COMPONENT_REMOVED
              : CloseReason.COMPONENT_CHANGED;
      groups.join(group, group.member(subject).end(Reasons.text(why), now), spec.flap(), now);
    }
  }

  /** Takes what is unhealthy already, as far as the handler asks for it. */
  void existing(EventHandlerSpec spec, Surroundings around, long now) {
    if (spec.existing() && !spec.off()) {
      welcomeAll(spec, member -> false, around, now);
    }
  }

  /** Likewise, without what an older version of the handler has looked at. */
  void changed(EventHandlerSpec old, EventHandlerSpec spec, Surroundings around, long now) {
    if (spec.existing() && !old.equals(spec) && !spec.off()) {
      ScopeCheck before = new ScopeCheck(old, around);
      welcomeAll(spec, member -> Newcomers.wanted(old, member, before), around, now);
    }
  }

  /**
   * Takes what holds and is in no group, when all that was ever in the scope would be in one. Where
   * messages are dropped, or what is there already is ignored, that is not so; and of a problem
   * that grew a handler that asks for new ones only knows nothing.
   */
  void resumed(EventHandlerSpec spec, Surroundings around, long now) {
    boolean drops = spec.perMinute() > 0 && !spec.digest();
    if (spec.existing() && !spec.off() && !drops) {
      welcomeAll(spec, member -> member.problem() != null && !grow(spec), around, now);
    }
  }

  private static boolean grow(EventHandlerSpec spec) {
    return spec.triggers().stream()
        .filter(Trigger.OfProblem.class::isInstance)
        .map(Trigger.OfProblem.class::cast)
        .allMatch(trigger -> trigger.states().contains(ProblemState.UPDATED));
  }

  /** A monitor has changed: takes what it says when that is the reason. */
  void monitorChanged(
      EventHandlerSpec spec, long id, Optional<Monitor> old, Surroundings around, long now) {
    if (spec.scope().namesMonitors() && !spec.off()) {
      ScopeCheck before =
          new ScopeCheck(spec, around, each -> each == id ? old : around.monitor(each));
      welcomeAll(spec, member -> Newcomers.wanted(spec, member, before), around, now);
    }
  }

  /** An unhealthy element has changed: takes it, and its problem, when that is the reason. */
  void moved(
      EventHandlerSpec spec, Facts facts, Surroundings before, Surroundings after, long now) {
    ScopeCheck old = new ScopeCheck(spec, before);
    ScopeCheck scope = new ScopeCheck(spec, after);
    Newcomers.of(spec, scope, facts, after, now)
        .filter(member -> !Newcomers.wanted(spec, member, old))
        .forEach(member -> welcome(spec, member, scope, after, now));
  }

  /**
   * @param known what the handler was told of before
   */
  private void welcomeAll(
      EventHandlerSpec spec, Predicate<Member> known, Surroundings around, long now) {
    ScopeCheck scope = new ScopeCheck(spec, around);
    Newcomers.all(spec, scope, around, now)
        .filter(known.negate())
        .forEach(member -> welcome(spec, member, scope, around, now));
  }

  private void welcome(
      EventHandlerSpec spec, Member member, ScopeCheck scope, Surroundings around, long now) {
    if (groups.of(member.subject()) == null && Newcomers.wanted(spec, member, scope)) {
      add(spec, member, around, now);
    }
  }
}
