package io.stackstate.health.check;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.CheckRule.EventContains;
import io.stackstate.model.check.CheckRule.EventTag;
import io.stackstate.model.check.HealthStateText;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides checks on the last event of a stream (health sheet, section 2.3). What an event says
 * stands until another one says something else, however long that takes. Null: it says nothing, and
 * the state stays.
 */
final class EventVerdicts {
  private EventVerdicts() {}

  static Verdict of(EventContains rule, CheckEvent event) {
    String found = event.get(rule.key());
    boolean contains = rule.value().equals(found);
    return Verdict.of(
        contains ? rule.found() : rule.missing(),
        contains
            ? "the last event has " + rule.key() + " \"" + found + "\""
            : "the last event does not have "
                + rule.key()
                + " \""
                + rule.value()
                + "\", "
                + (found == null ? "but no such field" : "but \"" + found + "\""));
  }

  static Verdict of(EventTag rule, CheckEvent event) {
    String text = event.tag(rule.tag());
    if (text == null) {
      return null;
    }
    Optional<HealthState> state = HealthStateText.parse(text);
    return state.isPresent()
        ? Verdict.of(state.get(), "tag " + rule.tag() + " of the last event is " + text)
        : Verdict.failed(
            "tag "
                + rule.tag()
                + " of the last event: found \""
                + text
                + "\", expected UNKNOWN, CLEAR, DISABLED, DEVIATING, FLAPPING or CRITICAL");
  }

  /**
   * 0 or OK is CLEAR, 1 or WARNING is DEVIATING, 2 or CRITICAL is CRITICAL, 3 or UNKNOWN is
   * UNKNOWN.
   */
  static Verdict ofServiceCheck(CheckEvent event) {
    String status = event.get("status");
    if (status == null) {
      return null;
    }
    String message = event.get("message");
    String told =
        "service check is "
            + status.toUpperCase(Locale.ROOT)
            + (message == null || message.isBlank() ? "" : ": " + message);
    return switch (status.toUpperCase(Locale.ROOT)) {
      case "OK", "0" -> Verdict.of(HealthState.CLEAR, told);
      case "WARNING", "1" -> Verdict.of(HealthState.DEVIATING, told);
      case "CRITICAL", "2" -> Verdict.of(HealthState.CRITICAL, told);
      case "UNKNOWN", "3" -> Verdict.of(HealthState.UNKNOWN, told);
      default ->
          Verdict.failed(
              "status of the last service check: found \""
                  + status
                  + "\", expected OK, WARNING, CRITICAL or UNKNOWN");
    };
  }
}
