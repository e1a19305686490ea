package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stackstate.model.handler.Silence;
import java.util.List;

/** What people ask of event handlers; a record of {@code sts_internal_notification_requests}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "_type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NotificationRequest.PutSilence.class, name = "PutSilence"),
  @JsonSubTypes.Type(value = NotificationRequest.EndSilence.class, name = "EndSilence"),
  @JsonSubTypes.Type(value = NotificationRequest.Acknowledge.class, name = "Acknowledge"),
  @JsonSubTypes.Type(value = NotificationRequest.TestSend.class, name = "TestSend"),
  @JsonSubTypes.Type(value = NotificationRequest.Redrive.class, name = "Redrive"),
  @JsonSubTypes.Type(value = NotificationRequest.Preview.class, name = "Preview"),
  @JsonSubTypes.Type(value = NotificationRequest.Replay.class, name = "Replay")
})
public sealed interface NotificationRequest {
  /** Names it, and its result. */
  String requestId();

  /** Makes a silence, or changes the one with its id. */
  record PutSilence(String requestId, Silence silence) implements NotificationRequest {}

  /** Removes a silence. */
  record EndSilence(String requestId, String silence) implements NotificationRequest {}

  /** Somebody looks after an open notification. */
  record Acknowledge(String requestId, String notificationId, String by)
      implements NotificationRequest {}

  /**
   * Sends a test message, an opening and its close.
   *
   * @param output null for all of them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TestSend(String requestId, long handler, String output, long askedAt)
      implements NotificationRequest {}

  /**
   * Tries to send dead letters again.
   *
   * @param output null for all
   * @param notificationId null for all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Redrive(String requestId, long handler, String output, String notificationId)
      implements NotificationRequest {}

  /**
   * Tells what the handler would have sent.
   *
   * @param fromMillis of the events that are looked at
   */
  record Preview(String requestId, long handler, long fromMillis, long askedAt)
      implements NotificationRequest {}

  /**
   * Tells what the handler would have sent for these events of the past. They come in parts, in the
   * order of time; the answer follows the last one.
   *
   * @param toMillis the end of the time that is looked at
   * @param part from 0
   * @param last whether no part follows
   */
  record Replay(
      String requestId,
      long handler,
      long fromMillis,
      long toMillis,
      int part,
      boolean last,
      List<PastEvent> events,
      long askedAt)
      implements NotificationRequest {
    public Replay {
      events = List.copyOf(events);
    }
  }
}
