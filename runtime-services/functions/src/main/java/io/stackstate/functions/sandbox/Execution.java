package io.stackstate.functions.sandbox;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * One run of a script on the calling thread, metered against its {@link Limits}. Script classes
 * report each loop, call and large value here; every {@value #FUEL} reports the clock, the thread's
 * interrupt and its allocated bytes are looked at, so that a report costs a few nanoseconds and no
 * second thread is needed.
 *
 * <p>What native code does between two reports is not seen: see {@link Gate} for what is done
 * against that.
 */
public final class Execution {
  private static final int FUEL = 256;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final ThreadLocal<Execution> CURRENT = ThreadLocal.withInitial(Execution::new);

  private Limits limits;
  private AllowList allowed;
  private SandboxViolation violation;
  private long deadline;
  private long allocatedAtStart;
  private int depth;
  private int maxDepth;
  private int fuel;

  private Execution() {}

  /**
   * Runs {@code body}; scripts that it calls on this thread may do what {@code allowed} lists. May
   * be nested: the inner run has its own limits.
   *
   * @throws SandboxViolation also when the script caught it
   * @throws LimitExceeded when a limit was reached
   */
  public static <T> T run(AllowList allowed, Limits limits, Callable<T> body) throws Exception {
    Execution execution = CURRENT.get();
    if (execution.limits != null) {
      return nested(allowed, limits, body);
    }
    execution.begin(allowed, limits);
    try {
      T result = body.call();
      execution.finish();
      return result;
    } catch (Throwable failure) {
      execution.finish();
      throw failure;
    } finally {
      execution.limits = null;
      execution.violation = null;
    }
  }

  private static <T> T nested(AllowList allowed, Limits limits, Callable<T> body) throws Exception {
    Execution outer = CURRENT.get();
    CURRENT.set(new Execution());
    try {
      return run(allowed, limits, body);
    } finally {
      CURRENT.set(outer);
    }
  }

  private void begin(AllowList list, Limits given) {
    limits = given;
    allowed = list;
    deadline = System.nanoTime() + given.time().toNanos();
    allocatedAtStart = -1;
    depth = 0;
    maxDepth = given.depth();
    fuel = FUEL;
  }

  private void finish() {
    if (violation != null) {
      throw violation;
    }
  }

  static void remember(SandboxViolation found) {
    Execution execution = CURRENT.get();
    if (execution.violation == null) {
      execution.violation = found;
    }
  }

  /** Woven into scripts: a method or closure begins. Its further reports go to what this gives. */
  public static Execution enter() {
    Execution execution = CURRENT.get();
    if (execution.limits == null) {
      throw SandboxViolation.at("a script may only run within its limits");
    }
    if (execution.depth >= execution.maxDepth) {
      throw new LimitExceeded(
          LimitExceeded.Resource.DEPTH,
          "more than %d nested calls".formatted(execution.limits.depth()));
    }
    execution.again();
    execution.depth++;
    return execution;
  }

  /** Woven into scripts: a method or closure ends, by result or exception. */
  public void leave() {
    depth--;
  }

  /** Woven into scripts: a loop begins anew. */
  public void again() {
    if (--fuel < 0) {
      look();
    }
  }

  /** One step of what is done for a script. */
  static void tick() {
    CURRENT.get().again();
  }

  /** Reports a value that is about to be made. */
  static void charge(long length) {
    if (length < Limits.MIN_LENGTH) {
      return;
    }
    Execution execution = CURRENT.get();
    if (execution.limits == null) {
      return;
    }
    if (length > execution.limits.length()) {
      throw new LimitExceeded(
          LimitExceeded.Resource.MEMORY,
          "a value of %d characters or elements, at most %d are allowed"
              .formatted(length, execution.limits.length()));
    }
    execution.fuel -= (int) (length >> 10);
    if (execution.fuel < 0) {
      execution.look();
    }
  }

  /** How many characters or elements one value may have. */
  static int maxLength() {
    Limits limits = CURRENT.get().limits;
    return limits == null ? Limits.FUNCTION.length() : limits.length();
  }

  static AllowList allowed() {
    AllowList list = CURRENT.get().allowed;
    if (list == null) {
      throw SandboxViolation.at("a script may only run within its limits");
    }
    return list;
  }

  private void look() {
    if (limits == null) {
      throw SandboxViolation.at("a script may only run within its limits");
    }
    // A limit stays exceeded: whoever catches it meets it again at the next report.
    fuel = 0;
    if (System.nanoTime() - deadline > 0) {
      throw new LimitExceeded(
          LimitExceeded.Resource.TIME,
          "took longer than %d ms".formatted(limits.time().toMillis()));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new LimitExceeded(LimitExceeded.Resource.CANCELLED, "was cancelled");
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    if (allocatedAtStart < 0) {
      allocatedAtStart = allocated;
    } else if (allocated - allocatedAtStart > limits.allocatedBytes()) {
      throw new LimitExceeded(
          LimitExceeded.Resource.MEMORY,
          "allocated more than %d bytes".formatted(limits.allocatedBytes()));
    }
    fuel = FUEL;
  }
}
