package io.stackstate.stackgraph.gremlin;

/** Counts what a traversal comes by and looks at the time; for one traversal and one thread. */
final class Watch {
  private static final int LOOK_EACH = 64;

  private final GremlinLimits limits;
  private final long deadlineNanos;
  private long passed;

  Watch(GremlinLimits limits) {
    this.limits = limits;
    this.deadlineNanos = System.nanoTime() + limits.timeout().toNanos();
  }

  /** A traversal has to stop. */
  static final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final GremlinException.Reason reason;

    StopException(GremlinException.Reason reason, String message) {
      super(message, null, false, false);
      this.reason = reason;
    }

    GremlinException told() {
      return new GremlinException(reason, getMessage());
    }
  }

  void passes() {
    if (++passed > limits.maxVisited()) {
      throw new StopException(
          GremlinException.Reason.TOO_LARGE,
          "the traversal visits more than " + limits.maxVisited() + " elements");
    }
    if (passed % LOOK_EACH == 1) {
      look();
    }
  }

  void look() {
    if (limits.cancelled().getAsBoolean() || System.nanoTime() - deadlineNanos >= 0) {
      throw new StopException(
          GremlinException.Reason.TIMEOUT,
          "the traversal did not end within " + limits.timeout().toMillis() + " ms");
    }
  }
}
