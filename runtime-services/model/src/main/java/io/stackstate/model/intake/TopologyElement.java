package io.stackstate.model.intake;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A record value of {@code sts_topo_*}: {@code {"TopologyElement":{"payload":{...},...}}}. The
 * record key is the external id, or the instance for snapshot markers; the topic has one partition,
 * so order is that of the sender.
 *
 * @param internalHostname the host that sent it; two of them in one snapshot is an error of the
 *     sender
 * @param collectionTimestamp when the sender collected it, epoch milliseconds; the time of receipt
 *     if it did not say
 * @param ingestionTimestamp when the receiver accepted it, epoch milliseconds
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonTypeName("TopologyElement")
public record TopologyElement(
    TopologyPayload payload,
    String internalHostname,
    long collectionTimestamp,
    long ingestionTimestamp) {}
