package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A record value of {@code sts_intake_health}: {@code {"IntakeHealthMessage":{"payload":{...},
 * "stream":{...},...}}}. The record key is {@link Stream#key()}, so the records of a sub stream
 * stay in order.
 *
 * @param internalHostname the host that sent it
 * @param collectionTimestamp when the sender collected it, epoch milliseconds; the time of receipt
 *     if it did not say
 * @param ingestionTimestamp when the receiver accepted it, epoch milliseconds
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonTypeName("IntakeHealthMessage")
public record IntakeHealthMessage(
    HealthPayload payload,
    Stream stream,
    String internalHostname,
    long collectionTimestamp,
    long ingestionTimestamp) {

  /**
   * Whose states these are.
   *
   * @param urn {@code urn:health:<sourceId>:<streamId>}
   * @param subStreamId null for the default sub stream
   */
  public record Stream(String urn, String subStreamId) {

    /** The urn, then for a sub stream a space and its id: a urn holds no space. */
    public String key() {
      return subStreamId == null ? urn : urn + " " + subStreamId;
    }
  }
}
