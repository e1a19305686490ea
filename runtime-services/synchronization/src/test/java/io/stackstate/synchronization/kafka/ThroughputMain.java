package io.stackstate.synchronization.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.SynchronizationService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Prints how many elements a second go through the service, broker in the same process: new ones, a
 * snapshot in which nothing changed, and the same after a restart. Argument: number of components;
 * there are as many relations.
 */
final class ThroughputMain {
  private ThroughputMain() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    Path directory = Files.createTempDirectory("throughput");
    SyncSettings sync = TestKafka.sync("throughput");
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (TestKafka kafka = new TestKafka(directory)) {
      kafka.createTopic(sync);
      kafka.put(sync);
      snapshot(kafka, sync, count);
      try (SynchronizationService service = service(kafka, metrics)) {
        measure("new elements", 2 * count, kafka, sync, s -> s.relations() == count);
        check(service);
      }
      snapshot(kafka, sync, count);
      kafka.sendElements(sync, new TopologyPayload.Component("m1", "marker", "{}", null));
      try (SynchronizationService service = service(kafka, metrics)) {
        measure("unchanged, restarted", 2 * count, kafka, sync, s -> s.components() == count + 1);
        snapshot(kafka, sync, count);
        long begin = System.nanoTime();
        await(kafka, sync, s -> s.deletedComponents() == 1);
        print("unchanged, warm, rest after sending", 2 * count, begin);
        check(service);
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

  private static void check(SynchronizationService service) {
    service
        .failure()
        .ifPresent(
            e -> {
              throw new IllegalStateException("the service has failed", e);
            });
  }

  private static void measure(
      String what, int elements, TestKafka kafka, SyncSettings sync, Predicate<SyncStatus> done)
      throws Exception {
    long begin = System.nanoTime();
    await(kafka, sync, done);
    print(what, elements, begin);
  }

  private static void print(String what, int elements, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%s: %,.0f elements/s (%.1f s)%n", what, elements / seconds, seconds);
  }

  private static void await(TestKafka kafka, SyncSettings sync, Predicate<SyncStatus> done)
      throws Exception {
    SyncStatus status = kafka.status(sync);
    while (status == null || !done.test(status)) {
      LockSupport.parkNanos(20_000_000);
      status = kafka.status(sync);
    }
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
