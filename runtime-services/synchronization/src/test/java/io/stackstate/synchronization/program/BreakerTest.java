package io.stackstate.synchronization.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.synchronization.mapping.ElementException;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private long nanos;
  private int calls;
  private final Breaker breaker = new Breaker("Mapping", "f", () -> nanos);

  private ElementException fail(boolean exhausting) {
    return catchThrowableOfType(
        ElementException.class,
        () ->
            breaker.call(
                () -> {
                  calls++;
                  throw new FunctionException("f, line 1: too long", exhausting);
                }));
  }

  private void succeed() throws ElementException {
    assertThat(breaker.<Integer>call(() -> ++calls)).isEqualTo(calls);
  }

  @Test
  void leavesAFunctionAloneThatUsesUpItsLimitsAgainAndAgain() {
    for (int i = 0; i < Breaker.TOLERATED; i++) {
      assertThat(fail(true)).hasMessage("f, line 1: too long");
    }
    ElementException suspended = fail(true);
    assertThat(suspended.getMessage()).contains("f used up its limits 3 times", "30 s");
    assertThat(suspended.category()).isEqualTo("Mapping");
    assertThat(calls).isEqualTo(Breaker.TOLERATED);
  }

  @Test
  void triesAgainOnceAfterAPauseAndGoesOnWhenItWorks() throws ElementException {
    for (int i = 0; i < Breaker.TOLERATED; i++) {
      fail(true);
    }
    nanos += Breaker.PAUSE_NANOS;
    fail(true);
    fail(true);
    assertThat(calls).isEqualTo(Breaker.TOLERATED + 1);

    nanos += Breaker.PAUSE_NANOS;
    succeed();
    succeed();
    assertThat(calls).isEqualTo(Breaker.TOLERATED + 3);
  }

  @Test
  void failuresThatCostNothingAreLeftToTheirElements() {
    for (int i = 0; i < 100; i++) {
      fail(false);
    }
    assertThat(calls).isEqualTo(100);
  }

  @Test
  void onlyFailuresInARowCount() throws ElementException {
    for (int i = 0; i < 10; i++) {
      fail(true);
      fail(true);
      succeed();
    }
    assertThat(calls).isEqualTo(30);
  }
}
