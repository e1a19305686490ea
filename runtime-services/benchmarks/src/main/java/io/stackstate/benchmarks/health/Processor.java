package io.stackstate.benchmarks.health;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * The processor time that a phase took: it says what the clock cannot on a machine that is busy.
 */
final class Processor {
  private static final String THREAD = "health";
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final long processNanos;
  private final long threadNanos;

  private Processor() {
    processNanos = process.getProcessCpuTime();
    threadNanos = threadNanos();
  }

  /** From now on. */
  static Processor begin() {
    return new Processor();
  }

  private long threadNanos() {
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals(THREAD)) {
        return threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return 0;
  }

  /** What it took so far. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "processor: %.2f s, of that the thread of the service %.2f s",
        (process.getProcessCpuTime() - processNanos) / 1e9,
        (threadNanos() - threadNanos) / 1e9);
  }
}
