package io.stackstate.automation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.notification.Outgoing;

/** What is known of a notification at one output, while it is worked on. For one thread. */
final class Entry {
  JsonNode message;
  int sequence;
  boolean last;
  boolean delivered;
  String reference;
  int attempts;
  long firstAttemptAt;
  long dueAt;

  /** Since when a message waits; after a restart since then; not stored. */
  long queuedAt;

  String error;

  /** The sequence that is being sent; 0 when none is. */
  int inFlight;

  /** Whether a process that was killed may have sent something. */
  boolean uncertain;

  static Entry of(Outgoing stored) {
    Entry entry = new Entry();
    entry.message = stored.message();
    entry.sequence = stored.sequence();
    entry.last = stored.last();
    entry.delivered = stored.delivered();
    entry.reference = stored.reference();
    entry.attempts = stored.attempts();
    entry.firstAttemptAt = stored.firstAttemptAt();
    entry.dueAt = stored.dueAt();
    entry.error = stored.error();
    entry.uncertain = stored.message() != null;
    return entry;
  }

  Outgoing stored() {
    return new Outgoing(
        message, sequence, last, delivered, reference, attempts, firstAttemptAt, dueAt, error);
  }

  /** Whether the receiver cannot have any message of it. */
  boolean unseen() {
    return !delivered && !uncertain && inFlight == 0;
  }

  /** Whether its message says that the notification has ended. */
  boolean closes() {
    return message != null && "CLOSE".equals(message.path("transition").asText());
  }

  /** The newest message replaces one that waits; the first that a receiver sees opens. */
  void replace(ObjectNode next, int number, boolean ends, long now) {
    if (unseen() && !"CLOSE".equals(next.path("transition").asText())) {
      next.put("transition", "OPEN");
    }
    if (message == null) {
      queuedAt = now;
      attempts = 0;
      firstAttemptAt = 0;
      dueAt = now;
    }
    message = next;
    sequence = number;
    last = ends;
  }
}
