package io.stackstate.automation.kafka;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The service in a process of its own, for tests that kill it. */
final class AutomationProcess {
  private AutomationProcess() {}

  public static void main(String[] args) throws InterruptedException {
    AutomationService service =
        AutomationService.create(
            ConfigFactory.parseString("stackstate.automation.maxUnrecordedPerOutput = 8")
                .withFallback(AutomationServiceIT.config()),
            Map.of("bootstrap.servers", args[0]),
            Map.of(),
            new SimpleMeterRegistry());
    service.start();
    new CountDownLatch(1).await();
  }
}
