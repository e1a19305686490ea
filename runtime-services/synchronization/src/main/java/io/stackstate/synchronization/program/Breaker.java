package io.stackstate.synchronization.program;

import io.stackstate.synchronization.mapping.ElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a function that fails from slowing down its stream. One that uses up its limits several
 * times in a row is left alone for a while, in which its elements fail at once; then a single call
 * tries again. Failures are logged at most once a minute. For one thread.
 */
final class Breaker {
  static final int TOLERATED = 3;
  static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
  private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String category;
  private final String function;
  private final LongSupplier nanoTime;
  private int exhausted;
  private long openUntil;
  private long failures;
  private long nextLog;

  /**
   * @param category of the errors of the function
   * @param function its name
   */
  Breaker(String category, String function, LongSupplier nanoTime) {
    this.category = category;
    this.function = function;
    this.nanoTime = nanoTime;
    this.nextLog = nanoTime.getAsLong();
  }

  /** Runs the function, unless it is left alone. */
  <T> T call(Call<T> call) throws ElementException {
    if (exhausted >= TOLERATED && nanoTime.getAsLong() - openUntil < 0) {
      throw new ElementException(
          category,
          "function %s used up its limits %d times in a row, so it is not called for %d s"
              .formatted(function, exhausted, TimeUnit.NANOSECONDS.toSeconds(PAUSE_NANOS)));
    }
    try {
      T result = call.run();
      exhausted = 0;
      return result;
    } catch (FunctionException e) {
      failed(e);
      throw new ElementException(category, e.getMessage());
    }
  }

  private void failed(FunctionException e) {
    long now = nanoTime.getAsLong();
    failures++;
    if (e.isExhausting()) {
      exhausted++;
      openUntil = now + PAUSE_NANOS;
    } else {
      exhausted = 0;
    }
    if (now - nextLog >= 0) {
      LOG.warn(
          "{} failed for {} elements, the last time with: {}", function, failures, e.getMessage());
      failures = 0;
      nextLog = now + LOG_NANOS;
    }
  }

  /** A call of the function. */
  interface Call<T> {
    T run() throws FunctionException;
  }
}
