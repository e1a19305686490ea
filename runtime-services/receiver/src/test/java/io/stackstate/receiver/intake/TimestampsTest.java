package io.stackstate.receiver.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimestampsTest {
  @Test
  void smallNumbersAreSecondsAndLargeOnesMilliseconds() {
    assertThat(Timestamps.millis(1_690_000_000)).isEqualTo(1_690_000_000_000L);
    assertThat(Timestamps.millis(1_690_000_000.25)).isEqualTo(1_690_000_000_250L);
    assertThat(Timestamps.millis(1_690_000_000_000d)).isEqualTo(1_690_000_000_000L);
  }

  @Test
  void whatIsNoTimeIsInvalid() {
    for (double time : new double[] {-1, Double.NaN, 1e300, Double.NEGATIVE_INFINITY}) {
      assertThat(Timestamps.millis(time)).as("%s", time).isEqualTo(Timestamps.INVALID);
    }
  }
}
