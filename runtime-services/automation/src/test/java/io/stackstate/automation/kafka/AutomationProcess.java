package io.stackstate.automation.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The service in a process of its own, for tests that kill it. */
final class AutomationProcess {
  /** Messages that are on their way to an output, or have arrived and are not noted yet. */
  static final int AT_ONCE = 8;

  private AutomationProcess() {}

  static Config config() {
    return ConfigFactory.parseString("stackstate.automation.maxUnrecordedPerOutput = " + AT_ONCE)
        .withFallback(AutomationServiceIT.config());
  }

  public static void main(String[] args) throws InterruptedException {
    AutomationService service =
        AutomationService.create(
            config(), Map.of("bootstrap.servers", args[0]), Map.of(), new SimpleMeterRegistry());
    service.start();
    new CountDownLatch(1).await();
  }
}
