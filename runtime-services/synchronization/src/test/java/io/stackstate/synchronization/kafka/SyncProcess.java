package io.stackstate.synchronization.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.synchronization.SynchronizationService;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The service in a process of its own, for tests that kill it: address of Kafka, group, and for one
 * that takes turns with others its name.
 */
final class SyncProcess {
  private SyncProcess() {}

  public static void main(String[] args) throws InterruptedException {
    Config settings = TestKafka.settings(args[1]);
    SynchronizationService service =
        SynchronizationService.create(
            args.length > 2 ? StandbyIT.standby(settings, args[2]) : settings,
            Map.of("bootstrap.servers", args[0]),
            new SimpleMeterRegistry());
    service.start();
    new CountDownLatch(1).await();
  }
}
