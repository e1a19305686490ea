package io.stackstate.api.problem;

import io.stackstate.api.http.ApiException;
import java.time.Duration;

/** Why there is no answer about a problem (REST sheet, section 6.11). */
final class ProblemErrors {
  private ProblemErrors() {}

  static ApiException notFound(long problemId, long timeMillis) {
    String message = "there is no problem " + problemId + " at that time";
    return ApiException.typed(
        404,
        "ProblemNotFound",
        message,
        out -> {
          out.writeNumberField("problemId", problemId);
          out.writeNumberField("requestTimeMs", timeMillis);
        });
  }

  static ApiException limitOutOfRange(long limit, int lower, int upper) {
    String message = "limit: found " + limit + ", expected " + lower + " to " + upper;
    return ApiException.typed(
        400,
        "LimitOutOfRange",
        message,
        out -> {
          out.writeNumberField("limit", limit);
          out.writeNumberField("lowerBound", lower);
          out.writeNumberField("upperBound", upper);
        });
  }

  static ApiException timeOutOfRange(long timeMillis) {
    String message = "topologyTime: found " + timeMillis + ", expected 0 to now";
    return ApiException.typed(
        400,
        "TopologyTimeOutOfRange",
        message,
        out -> {
          out.writeNumberField("topologyTimeMs", timeMillis);
          out.writeNumberField("lowerBoundMs", 0);
          out.writeStringField("upperBound", "now");
        });
  }

  static ApiException tooManyActiveQueries() {
    return ApiException.typed(
        503,
        "TooManyActiveQueries",
        "too many questions are being answered; try again in a moment",
        out -> {});
  }

  static ApiException timeout(String message, Duration timeout) {
    return ApiException.typed(
        503,
        "GetTopologyTimeout",
        message,
        out -> out.writeNumberField("timeoutSeconds", timeout.toSeconds()));
  }
}
