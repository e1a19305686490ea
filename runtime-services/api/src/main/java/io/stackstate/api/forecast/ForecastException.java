package io.stackstate.api.forecast;

/** There is no forecast of one check; its message says why to people. Others have theirs. */
final class ForecastException extends Exception {
  private static final long serialVersionUID = 1L;

  ForecastException(String message) {
    super(message, null, false, false);
  }
}
