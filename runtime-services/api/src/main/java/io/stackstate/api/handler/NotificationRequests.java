package io.stackstate.api.handler;

import io.stackstate.model.notification.NotificationRequest;
import java.io.IOException;

/** Hands what people ask of event handlers to {@code automation}. Thread-safe. */
@FunctionalInterface
public interface NotificationRequests {

  /**
   * Returns when the request cannot be lost any more.
   *
   * @throws IOException when Kafka did not take it
   */
  void send(NotificationRequest request) throws IOException, InterruptedException;
}
