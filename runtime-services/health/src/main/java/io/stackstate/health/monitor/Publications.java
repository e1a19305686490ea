package io.stackstate.health.monitor;

import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.health.monitor.MonitorOutput.Entry;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * States that others publish of monitors that are not run (health sheet, section 3.4). Nothing is
 * kept from one batch to the next: an open snapshot stands in the health stream. For one thread.
 */
final class Publications {
  private static final int MOST_WAITING = 1_000;

  private final Deque<Batch> waiting = new ArrayDeque<>();

  /** A batch for a monitor. */
  record Batch(long monitor, MonitorRunRequest request) {}

  /** What a batch comes to: what is to be written, the newest status of the monitor included. */
  record Written(MonitorRunStatus status, List<Entry> entries) {}

  /** One too many is passed over; who sent it is told in the end that nobody answers. */
  void add(long monitor, MonitorRunRequest request) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(new Batch(monitor, request));
    }
  }

  /**
   * Those whose monitor is known to be enabled, in their order. What was enabled a moment ago may
   * not be known yet, so that the others wait until nobody needs an answer.
   */
  List<Batch> ready(MonitorDefinitions definitions, long now) {
    waiting.removeIf(batch -> batch.request().deadlineMillis() <= now);
    List<Batch> ready =
        waiting.stream().filter(batch -> definitions.enabled().contains(batch.monitor())).toList();
    waiting.removeAll(ready);
    return ready;
  }

  /**
   * @param before the status of the monitor
   */
  static Written write(
      Batch batch, MonitorDefinitions definitions, MonitorRunStatus before, long now) {
    String correlation = batch.request().correlation();
    if (!definitions.isExternal(batch.monitor())) {
      return refused(before, correlation, "the monitor is run, so nobody publishes its states");
    }
    MonitorPublication publication = batch.request().publication();
    try {
      Monitor monitor = Monitor.read(definitions.monitor(batch.monitor()));
      List<State> states = publication.states().stream().map(Publications::state).toList();
      List<HealthPayload> messages =
          MonitorSnapshot.batch(monitor, states, publication.firstBatch(), publication.lastBatch());
      int all = states.size() + (publication.firstBatch() ? 0 : before.healthStates());
      MonitorRunStatus after =
          publication.lastBatch()
              ? MonitorStatuses.succeeded(before, all, now)
              : MonitorStatuses.receiving(before, all);
      return new Written(
          after,
          List.of(
              new Entry.States(batch.monitor(), messages),
              new Entry.Status(after),
              new Entry.Answer(
                  new MonitorRunResult(correlation, null, states.size(), List.of(), 0))));
    } catch (InvalidMonitorException | IllegalArgumentException e) {
      return refused(before, correlation, e.getMessage());
    }
  }

  private static Written refused(MonitorRunStatus before, String correlation, String why) {
    return new Written(
        before, List.of(new Entry.Answer(new MonitorRunResult(correlation, why, 0, List.of(), 0))));
  }

  private static State state(MonitorPublication.State sent) {
    return new State(
        sent.id(),
        HealthState.valueOf(sent.state()),
        sent.topologyIdentifier(),
        Objects.requireNonNullElse(sent.message(), ""),
        Objects.requireNonNullElse(sent.reason(), ""),
        Objects.requireNonNullElse(sent.hintData(), Map.of()));
  }
}
