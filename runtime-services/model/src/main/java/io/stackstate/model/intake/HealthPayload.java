package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What happens in a health stream, as it stands under {@code IntakeHealthMessage.payload}.
 *
 * <p>{@code IntakeHealthMainStreamStart}, {@code IntakeHealthMainStreamStop} and {@code
 * IntakeHealthCheckStates} are the public names (intake sheet, section 13.2). Those of sub streams,
 * expiry and increments are not public; ours follow the same pattern, and this is the one place
 * that defines them. Records of one message follow in the order start or expiry or increment, check
 * states, stop. The states of one message may be spread over several records.
 *
 * <p>Intervals are milliseconds, null when the sender gave none: the health synchronization judges
 * them, so that the fault shows in the status of the stream.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(
      value = HealthPayload.MainStreamStart.class,
      name = "IntakeHealthMainStreamStart"),
  @JsonSubTypes.Type(
      value = HealthPayload.MainStreamStop.class,
      name = "IntakeHealthMainStreamStop"),
  @JsonSubTypes.Type(
      value = HealthPayload.SubStreamStart.class,
      name = "IntakeHealthSubStreamStart"),
  @JsonSubTypes.Type(value = HealthPayload.SubStreamStop.class, name = "IntakeHealthSubStreamStop"),
  @JsonSubTypes.Type(
      value = HealthPayload.MainStreamExpiry.class,
      name = "IntakeHealthMainStreamExpiry"),
  @JsonSubTypes.Type(
      value = HealthPayload.SubStreamExpiry.class,
      name = "IntakeHealthSubStreamExpiry"),
  @JsonSubTypes.Type(
      value = HealthPayload.MainStreamIncrement.class,
      name = "IntakeHealthMainStreamIncrement"),
  @JsonSubTypes.Type(
      value = HealthPayload.SubStreamIncrement.class,
      name = "IntakeHealthSubStreamIncrement"),
  @JsonSubTypes.Type(value = HealthPayload.CheckStates.class, name = "IntakeHealthCheckStates")
})
public sealed interface HealthPayload {

  /** A snapshot of the default sub stream begins. */
  record MainStreamStart(Long repeatIntervalMs, Long expiryIntervalMs) implements HealthPayload {}

  /** States of the default sub stream that were not repeated since the start are gone. */
  record MainStreamStop() implements HealthPayload {}

  /** A snapshot of a sub stream begins. */
  record SubStreamStart(Long repeatIntervalMs, Long expiryIntervalMs) implements HealthPayload {}

  /** States of the sub stream that were not repeated since the start are gone. */
  record SubStreamStop() implements HealthPayload {}

  /** How long states of the default sub stream live without being repeated. */
  record MainStreamExpiry(Long repeatIntervalMs, Long expiryIntervalMs) implements HealthPayload {}

  /** How long states of the sub stream live without being repeated. */
  record SubStreamExpiry(Long repeatIntervalMs, Long expiryIntervalMs) implements HealthPayload {}

  /** The check states that follow change the default sub stream. {@code previous} may be null. */
  record MainStreamIncrement(Checkpoint checkpoint, Checkpoint previous) implements HealthPayload {}

  /** The check states that follow change the sub stream. {@code previous} may be null. */
  record SubStreamIncrement(Checkpoint checkpoint, Checkpoint previous) implements HealthPayload {}

  /**
   * States as sent, not judged by the receiver.
   *
   * @param consistencyModel {@code REPEAT_SNAPSHOTS}, {@code REPEAT_STATES} or {@code
   *     TRANSACTIONAL_INCREMENTS}
   */
  record CheckStates(String consistencyModel, List<IntakeCheckState> intakeCheckStates)
      implements HealthPayload {}

  /** {@code data} is the JSON text of one check state. */
  record IntakeCheckState(String data) {}

  /** Ordered by offset, then by batch index; a missing (null) index is the lowest. */
  record Checkpoint(long offset, Long batchIndex) {}
}
