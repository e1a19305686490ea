package io.stackstate.api.notification;

import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.ElementId;
import java.util.OptionalLong;

/** Errors in the shapes of the health sheet, sections 10.1 and 10.2. */
final class NotificationErrors {
  private NotificationErrors() {}

  /** Something that answers or fails with the generic error. */
  interface Step {
    Answer run() throws InterruptedException;
  }

  static Answer ofConfiguration(Step step) throws InterruptedException {
    try {
      return step.run();
    } catch (ApiException e) {
      throw e.status() == 400
          ? ApiException.typed(400, "NotificationConfigurationError", e.getMessage(), out -> {})
          : e;
    }
  }

  /**
   * @param channel its id, or empty for one that is being made
   */
  static Answer ofChannel(String channel, Step step) throws InterruptedException {
    try {
      return step.run();
    } catch (ApiException e) {
      throw e.status() == 400 || e.status() == 409
          ? channel("NotificationChannelError", e.status(), e.getMessage(), channel)
          : e;
    }
  }

  static ApiException noConfiguration(String reference) {
    if (!reference.startsWith("urn:") && ElementId.parse(reference).isEmpty()) {
      return ApiException.named(
          400,
          "InvalidNotificationConfigurationIdentifier",
          "found " + reference + ", expected an id or a URN",
          out -> out.writeStringField("notificationConfigurationIdOrUrn", reference));
    }
    return ApiException.typed(
        404,
        "NotificationConfigurationNotFound",
        "there is no notification configuration " + reference,
        out -> out.writeStringField("notificationConfigurationIdOrUrn", reference));
  }

  static ApiException noChannel(ChannelKind kind, String id) {
    return channel(
        "NotificationChannelNotFound", 404, "there is no " + kind.path() + " channel " + id, id);
  }

  private static ApiException channel(String type, int status, String message, String channel) {
    return ApiException.typed(
        status,
        type,
        message,
        out -> {
          OptionalLong id = ElementId.parse(channel);
          if (id.isPresent()) {
            out.writeNumberField("channelId", id.getAsLong());
          }
        });
  }
}
