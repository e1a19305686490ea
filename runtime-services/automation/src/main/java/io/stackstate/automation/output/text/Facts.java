package io.stackstate.automation.output.text;

import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.change.HealthState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a message to people says when no template says it: names with texts, without markup, the
 * most important first.
 */
public final class Facts {
  /** What stands for the reason when nobody gave one. */
  public static final String NO_REASON = "No reason was given.";

  private static final int MEMBERS = 10;

  private Facts() {}

  public static Map<String, String> of(Notification notification) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Health", health(notification));
    facts.put("Element", subject(notification.root()));
    facts.put("Since", NotificationModel.time(notification.triggeredAt()));
    facts.put("Reason", reason(notification));
    if (notification.monitor() != null) {
      facts.put("Monitor", notification.monitor().name());
    }
    if (!notification.failingChecks().isEmpty()) {
      facts.put(
          "Failing checks", list(notification.failingChecks(), notification.failingCheckCount()));
    }
    if (notification.memberCount() > 1) {
      facts.put("Affected", affected(notification));
    }
    if (notification.acknowledgedBy() != null) {
      facts.put("Acknowledged by", notification.acknowledgedBy());
    }
    return facts;
  }

  /** The health as it is now; where nobody knows it, what it was. */
  public static String health(Notification notification) {
    return notification
        .stateNow()
        .map(HealthState::name)
        .orElse("was " + notification.state().name());
  }

  /** Why it is so, or why it ended; where nobody said why, the checks that fail. */
  public static String reason(Notification notification) {
    if (notification.transition() == Transition.CLOSE && notification.closeReason() != null) {
      return notification.closeReason().sentence();
    }
    if (notification.reason() != null) {
      return notification.reason();
    }
    return notification.failingChecks().isEmpty()
        ? NO_REASON
        : list(notification.failingChecks(), notification.failingCheckCount())
            + " on "
            + notification.root().name();
  }

  /** Facts as lines of text. */
  public static String lines(Notification notification) {
    return of(notification).entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static String subject(Subject subject) {
    return subject.name() + " (" + subject.type() + ")";
  }

  private static String affected(Notification notification) {
    return list(
        notification.members().stream().map(Facts::subject).toList(), notification.memberCount());
  }

  private static String list(List<String> items, int count) {
    String shown = items.stream().limit(MEMBERS).collect(Collectors.joining(", "));
    int left = count - Math.min(items.size(), MEMBERS);
    return left > 0 ? shown + " and " + left + " more" : shown;
  }
}
