package io.stackstate.api.monitor;

import io.stackstate.api.http.ApiException;

/** Errors of monitors, in the shapes of the REST sheet, section 5. */
final class MonitorErrors {
  private MonitorErrors() {}

  static ApiException invalidIdentifier(String idOrUrn) {
    return ApiException.withBody(
        400,
        "neither an id nor a URN: " + idOrUrn,
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", "InvalidMonitorIdentifierError");
          out.writeStringField("monitorIdOrUrn", idOrUrn);
          out.writeEndObject();
        });
  }

  static ApiException invalidInterval(long seconds) {
    return ApiException.withBody(
        400,
        "intervalSeconds: found " + seconds + ", expected at least 1",
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", "MonitorInvalidIntervalError");
          out.writeNumberField("intervalSeconds", seconds);
          out.writeEndObject();
        });
  }

  static ApiException notFound(String idOrUrn) {
    return ApiException.withBody(
        404,
        "there is no monitor " + idOrUrn,
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", "MonitorNotFoundError");
          out.writeStringField("monitorId", idOrUrn);
          out.writeStringField("monitorIdType", typeOf(idOrUrn));
          out.writeEndObject();
        });
  }

  /** A run that failed. */
  static ApiException failed(String idOrUrn, String message) {
    return ApiException.withBody(
        500,
        message,
        out -> {
          out.writeStartObject();
          out.writeStringField("monitorId", idOrUrn);
          out.writeStringField("monitorIdType", typeOf(idOrUrn));
          out.writeStringField("statusCode", "500");
          out.writeStringField("message", message);
          out.writeEndObject();
        });
  }

  private static String typeOf(String idOrUrn) {
    return idOrUrn.startsWith("urn:") ? "urn" : "id";
  }
}
