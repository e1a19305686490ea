package io.stackstate.functions.worker;

/** The worker process ended or did not answer in time; it is not used any more. */
final class WorkerLostException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why it is lost. */
  enum Reason {
    /** The function did not end after its time limit. */
    TIMEOUT,
    /** The function took more memory than the process has. */
    OUT_OF_MEMORY,
    /** Anything else that is not the function's doing as far as we know. */
    DIED
  }

  private final Reason reason;

  WorkerLostException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
