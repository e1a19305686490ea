package io.stackstate.receiver.intake;

import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.Checkpoint;
import java.util.Optional;

/**
 * One entry of {@code health} without its check states; what was absent is null.
 *
 * @param start non-null when a snapshot starts
 * @param expiry non-null when the states expire
 * @param checkpoint non-null when the states are an increment
 */
record HealthFields(
    String model,
    String urn,
    String subStream,
    Intervals start,
    boolean stop,
    Intervals expiry,
    Checkpoint checkpoint,
    Checkpoint previous) {

  /** Milliseconds. */
  record Intervals(Long repeat, Long expiry) {}

  /** What goes before the check states. */
  Optional<HealthPayload> control() {
    boolean main = subStream == null;
    if (start != null) {
      return Optional.of(
          main
              ? new HealthPayload.MainStreamStart(start.repeat(), start.expiry())
              : new HealthPayload.SubStreamStart(start.repeat(), start.expiry()));
    }
    if (expiry != null) {
      return Optional.of(
          main
              ? new HealthPayload.MainStreamExpiry(expiry.repeat(), expiry.expiry())
              : new HealthPayload.SubStreamExpiry(expiry.repeat(), expiry.expiry()));
    }
    if (checkpoint != null) {
      return Optional.of(
          main
              ? new HealthPayload.MainStreamIncrement(checkpoint, previous)
              : new HealthPayload.SubStreamIncrement(checkpoint, previous));
    }
    return Optional.empty();
  }

  /** What goes behind the check states. */
  Optional<HealthPayload> end() {
    if (!stop) {
      return Optional.empty();
    }
    return Optional.of(
        subStream == null ? new HealthPayload.MainStreamStop() : new HealthPayload.SubStreamStop());
  }
}
