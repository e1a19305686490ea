package io.stackstate.operator;

import io.stackstate.operator.config.OperatorConfig;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The operator's process. Ends with code 0 after SIGTERM, 1 when it cannot start or has lost the
 * lead, 2 when a setting is wrong. It always exits explicitly: libraries leave threads behind.
 */
public final class Main {
  /** Below the 30 s that Kubernetes waits before it kills. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(28);

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    if (System.getProperty("logback.configurationFile") == null) {
      // Must precede the first logger, and not disturb processes that embed this module.
      System.setProperty("logback.configurationFile", "operator-logback.xml");
    }
    OperatorProcess process = new OperatorProcess(config());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, stopped), "stop"));
    try {
      process.start();
    } catch (RuntimeException e) {
      System.err.println("the operator cannot start: " + e.getMessage());
      Runtime.getRuntime().halt(1);
    }
    stopped.await();
  }

  private static OperatorConfig config() {
    try {
      return OperatorConfig.load();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      throw e;
    }
  }

  private static void stop(OperatorProcess process, CountDownLatch stopped) {
    Thread last = new Thread(() -> haltAfter(LONGEST_STOP), "halt");
    last.setDaemon(true);
    last.start();
    process.close();
    stopped.countDown();
    Runtime.getRuntime().halt(0);
  }

  private static void haltAfter(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
