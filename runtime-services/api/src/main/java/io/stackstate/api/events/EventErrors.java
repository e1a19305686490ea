package io.stackstate.api.events;

import io.stackstate.api.http.ApiException;

/** The error bodies of the paths of events (REST sheet, section 5). */
final class EventErrors {
  private EventErrors() {}

  static ApiException notFound(String id) {
    return ApiException.named(
        404,
        "EventNotFoundError",
        "there is no event " + id + " in this interval",
        out -> out.writeStringField("eventId", id));
  }

  static ApiException overflow(TopologyOverflowException e) {
    return ApiException.named(
        400,
        "TopologyOverflowError",
        e.getMessage(),
        out -> out.writeNumberField("maxSize", e.limit()));
  }

  /** A mistake in a request, as clients of these paths read it; others stay as they are. */
  static ApiException typed(ApiException e) {
    if (e.status() != 400) {
      return e;
    }
    return ApiException.typed(400, "RequestValidationError", e.getMessage(), out -> {});
  }
}
