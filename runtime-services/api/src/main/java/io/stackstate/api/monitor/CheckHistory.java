package io.stackstate.api.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.telemetry.event.StoredEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the past of a check state: what the events of its element's health say of it,
 * and the state itself (health sheet, section 3.4). A change that did not change the health of the
 * element, because another check was as bad, left no event and is not known.
 */
final class CheckHistory {
  private static final Logger LOG = LoggerFactory.getLogger(CheckHistory.class);

  private CheckHistory() {}

  /**
   * @param timestamp epoch milliseconds
   * @param newHealth from then on
   */
  record Change(long timestamp, HealthState newHealth) {}

  /**
   * The changes of an interval, the newest first.
   *
   * @param events of the own health of the element, in order of time
   */
  static List<Change> of(BoundCheckState state, List<StoredEvent> events, long from, long to) {
    List<Change> changes = new ArrayList<>();
    // What was clear before it failed for the first time may not have been there.
    HealthState last = HealthState.CLEAR;
    for (StoredEvent event : events) {
      HealthState then = then(state, event);
      if (event.eventTime() < state.since() && then != null && then != last) {
        changes.add(new Change(event.eventTime(), then));
        last = then;
      }
    }
    if (state.since() >= from && state.since() <= to) {
      changes.add(new Change(state.since(), state.health()));
    }
    Collections.reverse(changes);
    return changes;
  }

  /** What an event says of the check; null when it cannot be read. */
  private static HealthState then(BoundCheckState state, StoredEvent event) {
    try {
      HealthStateChange change = Json.mapper().readValue(event.data(), HealthStateChange.class);
      List<FailingCheck> failing =
          change.failingChecks().stream()
              .filter(check -> state.stream().equals(check.stream()))
              .toList();
      Optional<FailingCheck> same =
          failing.stream().filter(check -> state.name().equals(check.name())).findFirst();
      // A monitor may say something else of the same state from run to run.
      Optional<FailingCheck> only =
          failing.size() == 1 ? Optional.of(failing.get(0)) : Optional.empty();
      return same.or(() -> only).map(FailingCheck::health).orElse(HealthState.CLEAR);
    } catch (JsonProcessingException e) {
      LOG.debug("Event {} is no change of health: {}", event.id(), e.getMessage());
      return null;
    }
  }
}
