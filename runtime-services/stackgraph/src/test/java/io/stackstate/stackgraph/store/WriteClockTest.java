package io.stackstate.stackgraph.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WriteClockTest {
  private static final long NOW = 1_700_000_000_000_000L;

  @Test
  void followsTheClockOfTheMachineUpToTheHorizon() {
    WriteClock clock = new WriteClock(0);
    clock.reached(clock.nextHorizon(NOW));
    assertThat(clock.next(NOW)).isEqualTo(NOW);
    assertThat(clock.next(NOW + 500_000)).isEqualTo(NOW + 500_000);
    assertThat(clock.next(NOW + 9_000_000)).isEqualTo(NOW + 800_000);
  }

  @Test
  void everyWriteIsLaterThanTheOneBeforeAndBelowAHorizonThatTheStoreKnows() {
    Random random = new Random(6);
    WriteClock clock = new WriteClock(NOW + 300_000);
    long last = NOW + 300_000;
    long known = 0;
    for (int i = 0; i < 10_000; i++) {
      // The clock jumps back and forth by up to a minute.
      long now = NOW + i * 1_000L + random.nextInt(120_000_000) - 60_000_000;
      if (i % 100 == 0) {
        known = clock.nextHorizon(now);
        clock.reached(known);
      }
      long next = clock.next(now);
      assertThat(next).isGreaterThan(last + 1).isLessThan(known);
      last = next;
    }
  }

  @Test
  void aHorizonOfWhichNobodyKnowsWhetherItWasStoredIsNotUsed() {
    WriteClock clock = new WriteClock(0);
    clock.reached(clock.nextHorizon(NOW));
    assertThat(clock.nextHorizon(NOW + 5_000_000)).isEqualTo(NOW + 6_000_000);
    assertThat(clock.next(NOW + 5_000_000)).isLessThan(NOW + 1_000_000);
  }
}
