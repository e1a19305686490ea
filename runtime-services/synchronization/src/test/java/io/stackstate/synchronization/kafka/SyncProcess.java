package io.stackstate.synchronization.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.synchronization.SynchronizationService;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The service in a process of its own, for tests that kill it. */
final class SyncProcess {
  private SyncProcess() {}

  public static void main(String[] args) throws InterruptedException {
    SynchronizationService service =
        SynchronizationService.create(
            TestKafka.settings(args[1]),
            Map.of("bootstrap.servers", args[0]),
            new SimpleMeterRegistry());
    service.start();
    new CountDownLatch(1).await();
  }
}
