package io.stackstate.topology.kafka;

import io.stackstate.model.change.Change;
import io.stackstate.topology.TypicalTopology;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;

/**
 * Prints how fast a LiveTopology replays the log from a real broker in the same process; asserts
 * nothing. Arguments: components, relations, records in a transaction.
 */
public final class ReplayFigures {
  private ReplayFigures() {}

  public static void main(String[] args) throws InterruptedException {
    int components = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int relations = args.length > 1 ? Integer.parseInt(args[1]) : 800_000;
    int commit = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    Map<String, Object> kafka = ChangeLog.kafka();
    ChangeLog.recreate(Map.of());
    double writeSeconds = write(kafka, new TypicalTopology(components), relations, commit);
    print("written, records/s", (components + relations) / writeSeconds);
    for (int round = 0; round < 3; round++) {
      replay(kafka, components + relations);
    }
    System.exit(0);
  }

  private static void replay(Map<String, Object> kafka, int records) throws InterruptedException {
    CountDownLatch whole = new CountDownLatch(records);
    AtomicLong readerNanos = new AtomicLong();
    long start = System.nanoTime();
    try (LiveTopology live = new LiveTopology(kafka)) {
      live.addListener(
          (commit, next) -> {
            readerNanos.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
            commit.changes().forEach(change -> whole.countDown());
          });
      live.start();
      whole.await();
    }
    print("replayed, records/s", records * 1e9 / (System.nanoTime() - start));
    print("  per CPU second of the reader", records * 1e9 / readerNanos.get());
  }

  private static double write(
      Map<String, Object> kafka, TypicalTopology typical, int relations, int commit) {
    long start = System.nanoTime();
    try (Producer<byte[], byte[]> producer = ChangeLog.producer(kafka, "figures")) {
      ChangeLogWriter writer = new ChangeLogWriter(producer, "figures");
      List<Change> changes = new ArrayList<>();
      int total = typical.components() + relations;
      for (int i = 0; i < total; i++) {
        changes.add(i < typical.components() ? typical.component(i) : typical.relation(i));
        if (changes.size() == commit || i == total - 1) {
          producer.beginTransaction();
          writer.append(changes);
          producer.commitTransaction();
          changes.clear();
        }
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-32s %,12.1f%n", what, value);
  }
}
