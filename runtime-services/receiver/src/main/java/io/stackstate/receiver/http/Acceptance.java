package io.stackstate.receiver.http;

import io.stackstate.receiver.intake.Draft;
import io.stackstate.receiver.intake.Envelope;
import io.stackstate.receiver.intake.Kind;
import io.stackstate.receiver.intake.OutgoingRecord;
import io.stackstate.receiver.intake.Rejections;
import java.time.Duration;

/**
 * Whether an element that was read may be stored: not too large for Kafka, not too old.
 *
 * @param telemetryAge zero keeps everything
 * @param topologyAge zero keeps everything
 */
record Acceptance(int maxRecordBytes, Duration telemetryAge, Duration topologyAge) {

  /** The record to store, or null and a rejection. */
  OutgoingRecord of(Draft draft, Envelope envelope, Rejections rejections) {
    Duration maxAge = maxAge(draft.kind());
    if (!maxAge.isZero()
        && envelope.receivedMillis() - draft.timeMillis(envelope) > maxAge.toMillis()) {
      rejections.add(draft.kind(), draft.path(), "is older than " + maxAge);
      return null;
    }
    OutgoingRecord record = draft.complete(envelope);
    if (record.size() > maxRecordBytes) {
      rejections.add(
          draft.kind(),
          draft.path(),
          "needs " + record.size() + " bytes, a record may have " + maxRecordBytes);
      return null;
    }
    return record;
  }

  private Duration maxAge(Kind kind) {
    return switch (kind) {
      case METRIC, EVENT, TOPOLOGY_EVENT, STATE_EVENT -> telemetryAge;
      case SNAPSHOT_MARKER, COMPONENT, RELATION, DELETE -> topologyAge;
      case HEALTH -> Duration.ZERO;
    };
  }
}
