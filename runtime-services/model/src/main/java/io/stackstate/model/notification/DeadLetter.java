package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message that was given up.
 *
 * @param handler id of its settings node
 * @param last whether no message follows it
 * @param failedAt epoch milliseconds
 * @param reference by which the receiver knows the notification, or null
 * @param message to be sent again when somebody asks for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
    long handler,
    String output,
    String notificationId,
    int sequence,
    boolean last,
    String category,
    String error,
    int attempts,
    long failedAt,
    String reference,
    JsonNode message) {}
