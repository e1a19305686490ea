package io.stackstate.model.handler;

import io.stackstate.model.handler.Grouping.By;
import java.time.Duration;
import java.util.List;

/**
 * The definition of an event handler (health sheet, section 13.2), checked.
 *
 * @param suppressUntil until when it is off, whatever {@code enabled} says, epoch milliseconds; 0
 *     for not at all. A handler that is off and has such a time is on again after it
 * @param existing whether it tells of what is unhealthy already when it is made, or changed
 * @param hold how long a condition must last before it is told; the field {@code for}
 * @param keepFor how long it must be gone before that is told
 * @param inhibition what mutes what
 * @param perMinute how many openings and updates a minute; 0 for any number
 * @param digest whether those above it are told together, otherwise not at all
 * @param flap when changes of state are flapping
 * @param title template of the title; null for the usual one
 */
public record EventHandlerSpec(
    boolean enabled,
    long suppressUntil,
    boolean existing,
    List<Trigger> triggers,
    HandlerScope scope,
    Duration hold,
    Duration keepFor,
    Grouping grouping,
    Inhibition inhibition,
    Timing timing,
    int perMinute,
    boolean digest,
    Flap flap,
    List<Silence> silences,
    List<OutputSpec> outputs,
    String title) {

  public EventHandlerSpec {
    triggers = List.copyOf(triggers);
    silences = List.copyOf(silences);
    outputs = List.copyOf(outputs);
  }

  /**
   * So many changes within the window are flapping, which ends when there was none for as long.
   *
   * @param changes 0 when it is not looked for
   */
  public record Flap(int changes, Duration window) {
    public static final Flap NONE = new Flap(0, Duration.ZERO);
  }

  /** The same with these outputs only. */
  public EventHandlerSpec withOutputs(List<OutputSpec> others) {
    return with(enabled, others);
  }

  /** The same, switched on. */
  public EventHandlerSpec switchedOn() {
    return with(true, outputs);
  }

  private EventHandlerSpec with(boolean on, List<OutputSpec> to) {
    return new EventHandlerSpec(
        on,
        suppressUntil,
        existing,
        triggers,
        scope,
        hold,
        keepFor,
        grouping,
        inhibition,
        timing,
        perMinute,
        digest,
        flap,
        silences,
        to,
        title);
  }

  /** Whether elements whose problem has another root cause are not told of. */
  public boolean muteDependents() {
    return inhibition.dependentsOfRootCause();
  }

  /**
   * Whether what it tells of are single states of checks at elements, which are those of monitors,
   * and not the own health of elements (health sheet, section 10.3): where it asks for monitors.
   */
  public boolean splitsChecks() {
    return scope.namesMonitors()
        || grouping.by().contains(By.MONITOR)
        || grouping.by().contains(By.MONITOR_STATE);
  }

  /** Whether it is off for good, not only until some time. */
  public boolean off() {
    return !enabled && suppressUntil == 0;
  }
}
