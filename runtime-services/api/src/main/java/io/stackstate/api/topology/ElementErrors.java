package io.stackstate.api.topology;

import io.stackstate.api.http.ApiException;
import io.stackstate.stackgraph.DataUnavailableException;

/** Why there is no answer about one element (REST sheet, section 5; query sheet, section 12.2). */
public final class ElementErrors {
  private ElementErrors() {}

  /**
   * 404 {@code StackElementNotFound}.
   *
   * @param type {@code Component} or {@code Relation}
   * @param id as it was asked for
   */
  public static ApiException notFound(String type, String id) {
    return ApiException.typed(
        404,
        "StackElementNotFound",
        type + " " + id + " does not exist",
        out -> {
          out.writeStringField("objectType", type);
          out.writeStringField("objectId", id);
        });
  }

  /** 404 {@code DataUnavailable}: the time lies before the history that is kept. */
  public static ApiException unavailable(DataUnavailableException e) {
    return ApiException.typed(
        404,
        "DataUnavailable",
        e.getMessage(),
        out -> {
          out.writeNumberField("requestTimeMs", e.unavailableAtMillis());
          out.writeNumberField("availableSinceMs", e.availableSinceMillis());
        });
  }
}
