package io.stackstate.benchmarks.graph;

import com.sun.management.OperatingSystemMXBean;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Opens a store that another process wrote and asks for one instant of the past, once: in a process
 * that has not done so before. Prints as a contender does.
 */
public final class FirstPastQuestion {
  private FirstPastQuestion() {}

  /**
   * Arguments: directory of the store, the instant in epoch milliseconds, how many seconds the
   * process has been up when it asks, and the components of the estate that it has read as the
   * topology of now before, as every process does that answers requests; 0 for none.
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    long start = System.nanoTime();
    try (StackGraph graph = StackGraphHistory.open(Path.of(args[0]))) {
      long opened = System.nanoTime();
      TopologySnapshot now = live(Integer.parseInt(args[3]));
      TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
      long asked = System.nanoTime();
      long processor = processorNanos();
      TopologySnapshot snapshot = graph.at(Long.parseLong(args[1]));
      long nanos = System.nanoTime() - asked;
      long used = processorNanos();
      long elements = (long) snapshot.componentCount() + snapshot.relationCount();
      out.printf(
          Locale.ROOT,
          "{\"round\":\"first\",\"executions\":1,\"p50\":%d,\"p99\":%d,\"answers\":[%d]}%n"
              + "{\"openMillis\":%d,\"processorMillis\":%d,\"live\":%d}%n",
          nanos,
          nanos,
          elements,
          (opened - start) / 1_000_000,
          (used - processor) / 1_000_000,
          now.componentCount());
    }
    System.exit(0);
  }

  private static TopologySnapshot live(int components) {
    TopologyIndex index = new TopologyIndex();
    if (components > 0) {
      EstateRecords.forEachCommit(new Estate(components), 1, index::apply);
    }
    return index.snapshot();
  }

  /** Of all threads of this process, compilers and garbage collectors too. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
