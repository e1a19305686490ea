package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is known of a notification at one output: the message that is to be sent, and how far the
 * receiver is.
 *
 * @param message the next message; null when the receiver has all
 * @param sequence of it, or of the last one that the receiver has
 * @param last whether no message follows it
 * @param delivered whether the receiver has some message of it
 * @param reference by which the receiver knows it, or null
 * @param attempts of this message that failed
 * @param firstAttemptAt epoch milliseconds; 0 before the first failure
 * @param dueAt when to try next, epoch milliseconds
 * @param error the last failure, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outgoing(
    JsonNode message,
    int sequence,
    boolean last,
    boolean delivered,
    String reference,
    int attempts,
    long firstAttemptAt,
    long dueAt,
    String error) {}
