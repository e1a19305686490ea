package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.change.Problem;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a group is not told now; pure. */
final class Suppression {
  static final String SILENCE = "silence";
  static final String INHIBIT = "inhibit";
  static final String TIME = "time";
  static final String OFF = "suppressUntil";
  static final String RATE = "rate";

  /** It would say what was said already. */
  static final String SAME = "dedup";

  private final Handler handler;
  private final Surroundings around;
  private final long now;
  private final Inhibitors inhibitors;

  Suppression(Handler handler, Surroundings around, long now) {
    this.handler = handler;
    this.around = around;
    this.now = now;
    this.inhibitors = new Inhibitors(handler.spec().inhibition(), around);
  }

  /** Null when it may be told. */
  String of(Group group) {
    List<Member> active = group.active();
    if (now < handler.spec().suppressUntil()) {
      return OFF;
    }
    if (!handler.spec().timing().allows(Instant.ofEpochMilli(now))) {
      return TIME;
    }
    if (active.isEmpty()) {
      return null;
    }
    if (active.stream().allMatch(this::silenced)) {
      return SILENCE;
    }
    if (handler.spec().muteDependents() && active.stream().allMatch(this::dependent)) {
      return INHIBIT;
    }
    if (active.stream().allMatch(member -> inhibitors.inhibit(member.element()))) {
      return INHIBIT;
    }
    return null;
  }

  private boolean silenced(Member member) {
    List<Silence> silences =
        Stream.concat(handler.spec().silences().stream(), around.silences().stream())
            .filter(silence -> silence.holds(now))
            .filter(silence -> silence.handler() == null || handler.isCalled(silence.handler()))
            .toList();
    if (silences.isEmpty()) {
      return false;
    }
    Map<String, List<String>> properties =
        around.facts(member.element()).map(Facts::properties).orElse(Map.of());
    return silences.stream().anyMatch(silence -> silence.matches(properties));
  }

  /** Whether another element is the root cause of what it suffers from. */
  private boolean dependent(Member member) {
    if (member.element() == 0 || member.problem() != null) {
      return false;
    }
    Optional<Problem> problem = around.problemOf(member.element());
    return problem.filter(p -> p.rootCause().elementId() != member.element()).isPresent();
  }
}
