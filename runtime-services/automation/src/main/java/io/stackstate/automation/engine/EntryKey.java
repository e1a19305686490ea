package io.stackstate.automation.engine;

import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;

/**
 * A notification at one output of a handler: messages of one are sent one after the other.
 *
 * @param handler id of its settings node
 */
public record EntryKey(long handler, String output, String notificationId) {

  /** The output of a handler. */
  public record OutputKey(long handler, String output) {
    NotificationKey stored() {
      return NotificationKey.of(Kind.OUTPUT, Long.toString(handler), output);
    }
  }

  public OutputKey outputKey() {
    return new OutputKey(handler, output);
  }

  NotificationKey stored() {
    return NotificationKey.of(Kind.OUTBOX, Long.toString(handler), output, notificationId);
  }

  NotificationKey dead(int sequence) {
    return NotificationKey.of(
        Kind.DEAD, Long.toString(handler), output, notificationId, Integer.toString(sequence));
  }
}
