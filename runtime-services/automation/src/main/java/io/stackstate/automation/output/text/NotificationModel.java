package io.stackstate.automation.output.text;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What templates read: the fields of {@link Notification} by their names, and beside them {@code
 * severity} ({@code critical}, {@code warning}, {@code info}, or {@code ok} when it is over),
 * {@code open}, {@code update}, {@code close} (booleans), {@code closeReasonText}, {@code
 * triggeredAtText} (UTC), {@code truncatedMembers}, {@code truncatedChecks} and {@code link}.
 */
public final class NotificationModel {
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private NotificationModel() {}

  public static Map<String, Object> of(Notification notification) {
    Map<String, Object> model = Json.mapper().convertValue(notification, MAP);
    model.put("severity", severity(notification));
    model.put("open", notification.transition() == Transition.OPEN);
    model.put("update", notification.transition() == Transition.UPDATE);
    model.put("close", notification.transition() == Transition.CLOSE);
    if (notification.closeReason() != null) {
      model.put("closeReasonText", notification.closeReason().sentence());
    }
    model.put("triggeredAtText", time(notification.triggeredAt()));
    model.put("truncatedMembers", notification.truncatedMembers());
    model.put("truncatedChecks", notification.truncatedChecks());
    link(notification).ifPresent(link -> model.put("link", link));
    return model;
  }

  public static String severity(Notification notification) {
    if (notification.transition() == Transition.CLOSE) {
      return "ok";
    }
    return switch (notification.state()) {
      case CRITICAL -> "critical";
      case DEVIATING, FLAPPING -> "warning";
      default -> "info";
    };
  }

  /** UTC, to the second. */
  public static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The one link of a message that has room for one. */
  public static Optional<String> link(Notification notification) {
    if (notification.problem() != null && notification.problem().link() != null) {
      return Optional.of(notification.problem().link());
    }
    return Optional.ofNullable(notification.root().link());
  }

  /** For trying a template when it is read. */
  static Map<String, Object> sample() {
    return of(
        new Notification(
            new UUID(0, 0),
            1,
            "sample",
            Transition.OPEN,
            null,
            HealthState.CRITICAL,
            "sample",
            null,
            0,
            0,
            null,
            new Notification.Handler("sample", null, null),
            new Notification.Subject(
                "1", null, "sample", "sample", null, null, List.of(), HealthState.CRITICAL, null),
            List.of(),
            1,
            null,
            null,
            List.of(),
            0,
            List.of(),
            Map.of()));
  }
}
