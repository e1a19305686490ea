package io.stackstate.api.handler;

import io.stackstate.api.http.ApiException;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.RequestResult;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;

/** Asks {@code automation} for something and waits for what comes of it. Thread-safe. */
public final class HandlerRequests {
  private static final long PATIENCE_MILLIS = 45_000;

  private final NotificationRequests requests;
  private final NotificationBoard board;
  private final InstantSource clock;

  public HandlerRequests(
      NotificationRequests requests, NotificationBoard board, InstantSource clock) {
    this.requests = requests;
    this.board = board;
    this.clock = clock;
  }

  /**
   * Sends a test message.
   *
   * @param output null for all of the handler
   * @throws ApiException 409 when the handler cannot, 503 when there is no answer in time
   */
  public RequestResult test(long handler, String output) throws InterruptedException {
    return done(new NotificationRequest.TestSend(freshId(), handler, output, clock.millis()), 409);
  }

  /**
   * @param otherwise the status of the error when the request is refused
   * @throws ApiException when it is refused, or, with 503, not answered in time
   */
  RequestResult done(NotificationRequest request, int otherwise) throws InterruptedException {
    try {
      requests.send(request);
    } catch (IOException e) {
      throw ApiException.of(503, "the request was not stored: " + e.getMessage());
    }
    RequestResult result =
        board
            .await(request.requestId(), PATIENCE_MILLIS)
            .orElseThrow(
                () ->
                    ApiException.of(
                        503, "the role automation does not answer; is it running and ready?"));
    if (result.error() != null) {
      throw ApiException.of(otherwise, result.error());
    }
    return result;
  }

  static String freshId() {
    return UUID.randomUUID().toString();
  }
}
