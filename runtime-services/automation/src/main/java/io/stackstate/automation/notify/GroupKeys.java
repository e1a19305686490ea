package io.stackstate.automation.notify;

import io.stackstate.automation.handler.CheckSignals;
import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.ScopeCheck;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.Grouping.By;
import io.stackstate.model.notification.Member;
import java.util.List;
import java.util.Optional;

/** By what a member is grouped; pure. */
final class GroupKeys {
  private GroupKeys() {}

  /** The first of what the handler groups by that the member has; otherwise the member itself. */
  static String of(EventHandlerSpec spec, Member member, Surroundings around) {
    String kind = member.subject().startsWith("event:") ? "events:" : "";
    for (By by : spec.grouping().by()) {
      Optional<String> key =
          by == By.PROBLEM ? problem(spec, member, around) : of(by, member, around);
      if (key.isPresent()) {
        return kind + key.get();
      }
    }
    return kind + (member.element() == 0 ? member.subject() : "element:" + member.element());
  }

  /** What happens once has no part in it, and a dependent that is muted has its own group. */
  private static Optional<String> problem(
      EventHandlerSpec spec, Member member, Surroundings around) {
    if (member.problem() != null) {
      return Optional.of("problem:" + member.problem());
    }
    if (member.element() == 0 || member.subject().startsWith("event:")) {
      return Optional.empty();
    }
    return around
        .problemOf(member.element())
        .filter(p -> !spec.muteDependents() || p.rootCause().elementId() == member.element())
        .map(problem -> "problem:" + problem.id());
  }

  private static Optional<String> of(By by, Member member, Surroundings around) {
    return switch (by) {
      case PROBLEM -> Optional.empty();
      case ELEMENT ->
          member.element() == 0 ? Optional.empty() : Optional.of("element:" + member.element());
      case MONITOR ->
          member.checks().stream()
              .map(check -> ScopeCheck.monitorId(check.stream()))
              .flatMap(Optional::stream)
              .findFirst()
              .map(id -> "monitor:" + id);
      case MONITOR_STATE ->
          CheckSignals.isState(member.subject()) ? Optional.of(member.subject()) : Optional.empty();
      case TYPE -> facts(member, around).map(f -> "type:" + f.type());
      case LAYER -> facts(member, around).map(f -> "layer:" + f.layer());
      case DOMAIN -> facts(member, around).map(f -> "domain:" + f.domain());
      case ENVIRONMENT ->
          facts(member, around)
              .map(Facts::environments)
              .filter(all -> !all.isEmpty())
              .map(List::copyOf)
              .map(all -> "environment:" + all.get(0));
      case HANDLER -> Optional.of("all");
    };
  }

  private static Optional<Facts> facts(Member member, Surroundings around) {
    return around.facts(member.element()).filter(facts -> !facts.relation());
  }
}
