package io.stackstate.operator.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A call to the platform's REST API that did not do what was asked. The two families differ in what
 * helps: time, or somebody who changes something (operator sheet, section 5.6).
 */
public abstract sealed class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private ApiException(String message, Throwable cause) {
    super(message, cause);
  }

  /** 409, 429, 5xx, I/O or time-out: the same call may succeed later. */
  public static final class Temporary extends ApiException {
    private static final long serialVersionUID = 1L;
    private final boolean conflict;
    private final transient Duration retryAfter;

    Temporary(String message, boolean conflict, Duration retryAfter, Throwable cause) {
      super(message, cause);
      this.conflict = conflict;
      this.retryAfter = retryAfter;
    }

    /** True when another object is in the way (409). */
    public boolean conflict() {
      return conflict;
    }

    /** What the server asked for, at most {@link ApiClient#LONGEST_RETRY_AFTER}. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** Any other answer: the same call will fail again. */
  public static final class Rejected extends ApiException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Rejected(int status, String message) {
      super(message, null);
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }
}
