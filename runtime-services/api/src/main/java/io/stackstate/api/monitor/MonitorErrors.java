package io.stackstate.api.monitor;

import io.stackstate.api.http.ApiException;
import io.stackstate.model.monitor.MonitorInterval;

/** Errors of monitors, in the shapes of the REST sheet, section 5. */
final class MonitorErrors {
  private MonitorErrors() {}

  static ApiException invalidIdentifier(String idOrUrn) {
    return ApiException.named(
        400,
        "InvalidMonitorIdentifierError",
        "neither an id nor a URN: " + idOrUrn,
        out -> out.writeStringField("monitorIdOrUrn", idOrUrn));
  }

  static ApiException invalidInterval(long seconds) {
    return ApiException.named(
        400,
        "MonitorInvalidIntervalError",
        "intervalSeconds: found " + seconds + ", expected " + MonitorInterval.expected(),
        out -> out.writeNumberField("intervalSeconds", seconds));
  }

  static ApiException notFound(String idOrUrn) {
    return ApiException.named(
        404,
        "MonitorNotFoundError",
        "there is no monitor " + idOrUrn,
        out -> {
          out.writeStringField("monitorId", idOrUrn);
          out.writeStringField("monitorIdType", typeOf(idOrUrn));
        });
  }

  /** A run that failed. */
  static ApiException failed(String idOrUrn, String message) {
    return ApiException.untyped(
        500,
        message,
        out -> {
          out.writeStringField("monitorId", idOrUrn);
          out.writeStringField("monitorIdType", typeOf(idOrUrn));
          out.writeStringField("statusCode", "500");
        });
  }

  private static String typeOf(String idOrUrn) {
    return idOrUrn.startsWith("urn:") ? "urn" : "id";
  }
}
