package io.stackstate.synchronization.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.synchronization.external.RateLimit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Throttle throttle = new Throttle();

  private Throttle limited() {
    throttle.limit(new RateLimit(200, 5), 0);
    return throttle;
  }

  @Test
  void withoutALimitEverythingGoes() {
    assertThat(throttle.take(1_000_000, 0)).isEqualTo(1_000_000);
    assertThat(throttle.nanosUntilNext(5, 0)).isZero();
  }

  @Test
  void noMoreThanBatchesPerSecondTimesTheirSizeGoesInASecond() {
    limited();
    int taken = 0;
    for (long now = 0; now < 10 * SECOND; now += SECOND / 100) {
      taken += throttle.take(5_000, now);
    }
    assertThat(taken).as("a second that was saved, and ten").isBetween(10_600, 11_000);
  }

  @Test
  void whileElementsWaitTheyGoInWholeBatches() {
    limited().take(1_000, 0);

    assertThat(throttle.take(500, SECOND / 10)).isZero();
    assertThat(throttle.nanosUntilNext(500, SECOND / 10)).isEqualTo(SECOND / 10);
    assertThat(throttle.take(500, SECOND / 5)).isEqualTo(200);
  }

  @Test
  void theLastFewNeedNoWholeBatch() {
    limited().take(1_000, 0);

    assertThat(throttle.take(50, SECOND / 20)).isEqualTo(50);
  }

  @Test
  void whatIsSavedIsOneSecond() {
    limited();

    assertThat(throttle.take(5_000, 3_600 * SECOND)).isEqualTo(1_000);
  }

  @Test
  void anotherLimitAppliesAtOnce() {
    limited().take(1_000, 0);
    throttle.limit(new RateLimit(10, 1), 0);
    assertThat(throttle.take(50, 0)).isEqualTo(10);

    throttle.limit(null, 0);
    assertThat(throttle.take(50, 0)).isEqualTo(50);
  }

  @Test
  void theTimeThatElementsWaitIsCountedOnce() {
    assertThat(throttle.waited(true, 0)).isZero();
    assertThat(throttle.waited(true, 5)).isEqualTo(5);
    assertThat(throttle.waited(false, 7)).isEqualTo(2);
    assertThat(throttle.waited(true, 100)).isZero();
  }
}
