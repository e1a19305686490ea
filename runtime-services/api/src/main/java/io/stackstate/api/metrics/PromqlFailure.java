package io.stackstate.api.metrics;

import io.stackstate.api.http.Answer;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TooManyPointsException;
import io.stackstate.telemetry.promql.PromqlException;
import io.stackstate.telemetry.promql.syntax.PromqlSyntaxException;

/** An error as clients of Prometheus read it: a status, a kind and a message in the envelope. */
public final class PromqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;

  PromqlFailure(int status, String kind, String message) {
    super(message, null, false, false);
    this.status = status;
    this.kind = kind;
  }

  /** Of what went wrong with a query; anything else is thrown on. */
  static PromqlFailure of(Exception cause) throws Exception {
    String message = cause.getMessage();
    if (cause instanceof PromqlFailure failure) {
      return failure;
    } else if (cause instanceof PromqlSyntaxException) {
      return new PromqlFailure(400, "bad_data", "invalid expression: " + message);
    } else if (cause instanceof TooManyPointsException) {
      return new PromqlFailure(422, "execution", message);
    } else if (cause instanceof MetricsUnavailableException) {
      return new PromqlFailure(503, "unavailable", "metrics cannot be read: " + message);
    } else if (cause instanceof PromqlException failed) {
      return of(failed);
    }
    throw cause;
  }

  /** Of a query that has no answer; the same wherever it is asked. */
  public static PromqlFailure of(PromqlException failed) {
    String message = failed.getMessage();
    return switch (failed.kind()) {
      case BAD_DATA -> new PromqlFailure(400, "bad_data", message);
      case EXECUTION -> new PromqlFailure(422, "execution", message);
      case TIMEOUT -> new PromqlFailure(503, "timeout", message);
      case CANCELED -> new PromqlFailure(503, "canceled", message);
    };
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  Answer answer() {
    return new Answer.Json(
        status,
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "error");
          out.writeStringField("errorType", kind);
          out.writeStringField("error", getMessage());
          out.writeEndObject();
        });
  }
}
