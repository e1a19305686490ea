package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.ScopeCheck;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.notification.Member;
import java.util.List;

/**
 * Unhealthy elements that come into the scope of a handler without an event of their health: by
 * their tags, or by an edit of the handler (health sheet, section 10.3); pure. What failed is not
 * known of them, so handlers for monitors do not hear of them before the next event.
 */
final class Newcomers {
  private Newcomers() {}

  static Member member(Facts facts, long now) {
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

  /** Whether a handler tells of an element in this state, whatever state it comes from. */
  static boolean wanted(EventHandlerSpec spec, Facts facts, Surroundings around) {
    return !spec.off()
        && spec.triggers().stream().anyMatch(trigger -> wanted(trigger, facts))
        && new ScopeCheck(spec, around).contains(member(facts, 0));
  }

  private static boolean wanted(Trigger trigger, Facts facts) {
    return trigger instanceof Trigger.OfElement element
        && !element.propagated()
        && element.from().isEmpty()
        && element.to().contains(facts.health());
  }
}
