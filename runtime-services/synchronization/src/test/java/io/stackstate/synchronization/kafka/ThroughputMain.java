package io.stackstate.synchronization.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.synchronization.SynchronizationService;
import io.stackstate.synchronization.program.Programs;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints how many elements a second go through the service, broker in the same process: new ones, a
 * snapshot in which nothing changed, and one after a restart. Arguments: number of components;
 * there are as many relations; and "program" to run a program instead of the built-in
 * synchronization.
 */
final class ThroughputMain {
  private static final Map<SimpleMeterRegistry, Double> processed = new HashMap<>();

  private ThroughputMain() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    Path directory = Files.createTempDirectory("throughput");
    SyncSettings builtIn = TestKafka.sync("throughput");
    SyncSettings sync =
        args.length > 1 && args[1].equals("program")
            ? Programs.with(builtIn, Programs.likeBuiltIn("test:throughput"))
            : builtIn;
    try (TestKafka kafka = new TestKafka(directory)) {
      kafka.createTopic(sync);
      kafka.put(sync);
      snapshot(kafka, sync, count);
      SimpleMeterRegistry metrics = new SimpleMeterRegistry();
      try (SynchronizationService service = service(kafka, metrics)) {
        measure("new elements", 2 * count, metrics, service);
        long cpu = cpuNanos();
        snapshot(kafka, sync, count);
        measure("unchanged", 2 * count, metrics, service);
        System.out.printf(
            "unchanged, with what was read while it was sent: %.1f us of CPU for an element%n",
            (cpuNanos() - cpu) / 1e3 / (2.0 * count));
      }
      snapshot(kafka, sync, count);
      SimpleMeterRegistry again = new SimpleMeterRegistry();
      try (SynchronizationService service = service(kafka, again)) {
        measure("unchanged after a restart", 2 * count, again, service);
      }
    }
  }

  private static SynchronizationService service(TestKafka kafka, SimpleMeterRegistry metrics) {
    SynchronizationService service =
        SynchronizationService.create(TestKafka.settings("throughput"), kafka.config(), metrics);
    service.start();
    long begin = System.nanoTime();
    while (!service.ready()) {
      LockSupport.parkNanos(1_000_000);
    }
    System.out.printf("ready after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    return service;
  }

  /** Elapsed time suffers from whatever else runs; the CPU time of the thread does not. */
  private static void measure(
      String what, int elements, SimpleMeterRegistry metrics, SynchronizationService service) {
    long begin = System.nanoTime();
    long cpu = cpuNanos();
    double target = processed.getOrDefault(metrics, 0.0) + elements;
    while (metrics.get("stackstate.synchronization.records").counter().count() < target) {
      service
          .failure()
          .ifPresent(
              e -> {
                throw new IllegalStateException("the service has failed", e);
              });
      LockSupport.parkNanos(5_000_000);
    }
    processed.put(metrics, target);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    System.out.printf(
        "%s: %,.0f elements/s elapsed (%.1f s); its thread uses %.1f us of CPU for an element%n",
        what, elements / seconds, seconds, cpuSeconds / elements * 1e6);
  }

  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().equals("synchronization")) {
        return threads.getThreadCpuTime(info.getThreadId());
      }
    }
    return 0;
  }

  private static void snapshot(TestKafka kafka, SyncSettings sync, int count) throws Exception {
    kafka.sendElements(sync, new TopologyPayload.StartSnapshot("s"));
    long now = System.currentTimeMillis();
    for (int i = 0; i < count; i++) {
      String data =
          "{\"name\":\"server %d\",\"layer\":\"Machines\",\"domain\":\"Shop\",\"labels\":[\"rack:b%d\",\"os:linux\"],\"identifiers\":[\"urn:host:/server-%d\"]}"
              .formatted(i, i % 100, i);
      kafka.sendElement(
          sync,
          new TopologyElement(
              new TopologyPayload.Component("server-" + i, "server", data, null), "h", now, now));
    }
    for (int i = 0; i < count; i++) {
      String source = "server-" + i;
      String target = "server-" + (i * 7L + 1) % count;
      kafka.sendElement(
          sync,
          new TopologyElement(
              new TopologyPayload.Relation(
                  source + "-uses-" + target, source, target, "uses", "{}", null),
              "h",
              now,
              now));
    }
    kafka.sendElements(sync, new TopologyPayload.StopSnapshot("s"));
  }
}
