package io.stackstate.automation.kafka;

import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a test send says: an opening and its close; pure. */
final class TestMessages {
  private TestMessages() {}

  static Notification of(Handler handler, UUID id, Transition transition, long now) {
    boolean close = transition == Transition.CLOSE;
    Subject subject =
        new Subject(
            "0",
            "urn:stackstate:test",
            "test",
            "test",
            null,
            null,
            List.of(),
            close ? HealthState.CLEAR : HealthState.DEVIATING,
            null);
    return new Notification(
        id,
        close ? 2 : 1,
        "test",
        transition,
        close ? CloseReason.HEALTH_STATE_RESOLVED : null,
        HealthState.DEVIATING,
        "Test of event handler " + handler.name(),
        "Somebody asked for a test message. Nothing is wrong.",
        now,
        now,
        null,
        new Notification.Handler(handler.name(), handler.identifier(), null),
        subject,
        List.of(subject),
        1,
        null,
        null,
        List.of(),
        0,
        List.of(),
        Map.of());
  }
}
