package io.stackstate.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant DEADLINE = BEGUN.plusSeconds(10);
  private static final long WANTED = 1_000_000;

  private final CatchUp catchUp = new CatchUp(BEGUN, WANTED - 60_000);

  @Test
  void waitsWhenTheGraphGetsThereInTime() {
    assertThat(catchUp.isHopeless(BEGUN.plusSeconds(2), WANTED - 40_000, WANTED, DEADLINE))
        .isFalse();
  }

  @Test
  void givesUpWhenItIsTooSlow() {
    assertThat(catchUp.isHopeless(BEGUN.plusSeconds(2), WANTED - 50_000, WANTED, DEADLINE))
        .isTrue();
  }

  @Test
  void doesNotJudgeTooEarlyNorByABatchThatTakesLong() {
    assertThat(catchUp.isHopeless(BEGUN.plusMillis(999), WANTED - 59_999, WANTED, DEADLINE))
        .isFalse();
    assertThat(catchUp.isHopeless(BEGUN.plusSeconds(9), WANTED - 60_000, WANTED, DEADLINE))
        .isFalse();
  }

  @Test
  void saysHowFarTheGraphIs() {
    assertThat(CatchUp.text(0, 1_000, 17))
        .isEqualTo(
            "history is stored up to 1970-01-01T00:00:00Z, not yet up to 1970-01-01T00:00:01Z;"
                + " 17 records of the change log are still to be stored");
  }
}
