package io.stackstate.health.function;

import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a function that fails from holding up all others: one that uses up its limits several times
 * in a row is left alone for a while. Failures are logged at most once a minute. One thread.
 */
final class Guard {
  static final int TOLERATED = 3;
  static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String function;
  private final LongSupplier nanoTime;
  private int exhausted;
  private long pausedUntil;
  private long failures;
  private long nextLog;

  Guard(String function, LongSupplier nanoTime) {
    this.function = function;
    this.nanoTime = nanoTime;
    this.nextLog = nanoTime.getAsLong();
  }

  /** A call of the function. */
  interface Call<T> {
    T run() throws ScriptException;
  }

  /** Why a call gave no result. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message, null, false, false);
    }
  }

  <T> T call(Call<T> call) throws Failure {
    if (exhausted >= TOLERATED && nanoTime.getAsLong() - pausedUntil < 0) {
      throw new Failure(
          "%s used up its limits %d times in a row, so it is not called for %d s"
              .formatted(function, exhausted, TimeUnit.NANOSECONDS.toSeconds(PAUSE_NANOS)));
    }
    try {
      T result = call.run();
      exhausted = 0;
      return result;
    } catch (ScriptException e) {
      failed(e);
      throw new Failure(e.getMessage());
    }
  }

  private void failed(ScriptException e) {
    long now = nanoTime.getAsLong();
    failures++;
    ScriptError.Kind kind = e.error().kind();
    if (kind == ScriptError.Kind.TIMEOUT || kind == ScriptError.Kind.LIMIT) {
      exhausted++;
      pausedUntil = now + PAUSE_NANOS;
    } else {
      exhausted = 0;
    }
    if (now - nextLog >= 0) {
      LOG.warn("{} failed {} times, the last time with: {}", function, failures, e.getMessage());
      failures = 0;
      nextLog = now + LOG_NANOS;
    }
  }
}
