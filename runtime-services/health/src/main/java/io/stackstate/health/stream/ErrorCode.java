package io.stackstate.health.stream;

/** The errors of health streams (health sheet, section 4.3). */
enum ErrorCode {
  STREAM_MISSING_SUB_STREAM("StreamMissingSubStream"),
  STREAM_CONSISTENCY_MODEL_MISMATCH("StreamConsistencyModelMismatch"),
  REPEAT_INTERVAL_TOO_HIGH("SubStreamRepeatIntervalTooHigh"),
  START_WITHOUT_STOP("SubStreamStartWithoutStop"),
  CHECK_STATE_OUTSIDE_SNAPSHOT("SubStreamCheckStateOutsideSnapshot"),
  STOP_WITHOUT_START("SubStreamStopWithoutStart"),
  MISSING_STOP("SubStreamMissingStop"),
  EXPIRED("SubStreamExpired"),
  LATE_DATA("SubStreamLateData"),
  TRANSFORMER_ERROR("SubStreamTransformerError"),
  MISSING_CHECKPOINT("SubStreamMissingCheckpoint"),
  INVALID_CHECKPOINT("SubStreamInvalidCheckpoint"),
  OUTDATED_CHECKPOINT("SubStreamOutdatedCheckpoint"),
  UNKNOWN_CHECK_STATE("SubStreamUnknownCheckState"),
  /** Ours: a sub stream of others that never ends by itself (health sheet, section 4.1). */
  MISSING_EXPIRY("SubStreamMissingExpiry");

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  /** As it is shown. */
  String code() {
    return code;
  }

  String level() {
    return this == MISSING_EXPIRY || this == LATE_DATA ? "WARNING" : "ERROR";
  }
}
