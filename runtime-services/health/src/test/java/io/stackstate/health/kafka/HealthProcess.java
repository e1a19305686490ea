package io.stackstate.health.kafka;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.health.HealthService;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The service in a process of its own, for tests that kill it. */
final class HealthProcess {
  private HealthProcess() {}

  public static void main(String[] args) throws InterruptedException {
    HealthService service =
        HealthService.create(
            ConfigFactory.load(), Map.of("bootstrap.servers", args[0]), new SimpleMeterRegistry());
    service.start();
    new CountDownLatch(1).await();
  }
}
