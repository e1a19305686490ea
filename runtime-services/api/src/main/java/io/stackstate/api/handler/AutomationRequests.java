package io.stackstate.api.handler;

import io.stackstate.api.http.ApiException;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.RequestResult;
import java.io.IOException;

/** Asks {@code automation} for something, and waits for what came of it. Thread-safe. */
public final class AutomationRequests {
  private static final long PATIENCE_MILLIS = 45_000;

  private final NotificationBoard board;
  private final NotificationRequests requests;

  public AutomationRequests(NotificationBoard board, NotificationRequests requests) {
    this.board = board;
    this.requests = requests;
  }

  /**
   * Asks and waits.
   *
   * @param otherwise the status code of the answer when it cannot be done
   * @throws ApiException 503 when nobody answers
   */
  public RequestResult ask(NotificationRequest request, int otherwise) throws InterruptedException {
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

  /** A part of a request whose answer follows a later part. */
  void send(NotificationRequest request) throws IOException, InterruptedException {
    requests.send(request);
  }
}
