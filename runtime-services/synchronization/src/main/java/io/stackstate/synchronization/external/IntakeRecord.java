package io.stackstate.synchronization.external;

import io.stackstate.model.intake.TopologyPayload;

/**
 * One record of a topology stream.
 *
 * @param offset in the stream; increases
 * @param receivedMillis when the receiver accepted it, epoch milliseconds
 * @param collectedMillis when the source was looked at, epoch milliseconds
 * @param host that sent it; null when unknown
 */
public record IntakeRecord(
    long offset, long collectedMillis, long receivedMillis, String host, TopologyPayload payload) {

  /** A record that was received when it was collected. */
  public IntakeRecord(long offset, long receivedMillis, String host, TopologyPayload payload) {
    this(offset, receivedMillis, receivedMillis, host, payload);
  }
}
