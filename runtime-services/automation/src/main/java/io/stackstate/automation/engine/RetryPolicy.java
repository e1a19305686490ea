package io.stackstate.automation.engine;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When a failed delivery is tried again (health sheet, section 13.3 item 4).
 *
 * @param first after the first failure; doubles with each further one
 * @param most at most so long
 * @param slow when the receiver does not accept the credentials
 * @param giveUp after so long it is a dead letter
 * @param random from 0 to 1, for a jitter of a fifth
 */
public record RetryPolicy(
    Duration first, Duration most, Duration slow, Duration giveUp, DoubleSupplier random) {

  /**
   * @param config the object {@code stackstate.automation.retry}
   */
  public static RetryPolicy of(Config config, DoubleSupplier random) {
    return new RetryPolicy(
        config.getDuration("first"),
        config.getDuration("most"),
        config.getDuration("slow"),
        config.getDuration("giveUp"),
        random);
  }

  /**
   * How long to wait, in milliseconds.
   *
   * @param attempts that have failed, at least 1
   */
  long delayMillis(int attempts) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(attempts - 1, 40));
    return (long) (Math.min(doubled, most.toMillis()) * (0.8 + 0.4 * random.getAsDouble()));
  }
}
