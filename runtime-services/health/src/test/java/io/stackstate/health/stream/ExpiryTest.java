package io.stackstate.health.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Health sheet, sections 4.2 and 4.3, and test cases 20 and 23 of section 15. */
class ExpiryTest {
  private static final String MODEL = "REPEAT_STATES";

  private final StreamFixture fixture = new StreamFixture();

  @Test
  void aStateThatIsNotRepeatedExpiresAndComesBack() {
    fixture.expiry(60, 100).states(MODEL, "c1=CLEAR", "c2=CRITICAL").pass(50);
    fixture.expiry(60, 100).states(MODEL, "c2=CRITICAL").pass(51);
    assertThat(fixture.states()).containsExactly("c2=CRITICAL");

    fixture.states(MODEL, "c1=DEVIATING");
    assertThat(fixture.states()).containsExactly("c1=DEVIATING", "c2=CRITICAL");
  }

  @Test
  void aSilentSubStreamIsGone() {
    fixture.expiry(60, 100).states(MODEL, "c1=CLEAR").pass(101);

    assertThat(fixture.states()).isEmpty();
    assertThat(fixture.subStreams()).isEmpty();
    assertThat(fixture.errors()).containsExactly("SubStreamExpired");
  }

  @Test
  void silenceBeyondTheRepeatIntervalIsLate() {
    fixture.expiry(60, 1000).states(MODEL, "c1=CLEAR").pass(61);
    assertThat(fixture.errors()).containsExactly("SubStreamLateData");

    fixture.states(MODEL, "c1=CLEAR");
    assertThat(fixture.errors()).isEmpty();
    fixture.pass(61).expiry(60, 1000);
    assertThat(fixture.errors()).as("a message without states is in time, too").isEmpty();
  }

  @Test
  void snapshotsAreRefused() {
    fixture.expiry(60, 100).start(60);

    assertThat(fixture.errors()).containsExactly("StreamConsistencyModelMismatch");
  }

  @Test
  void statesLiveOnceMoreAfterARestart() {
    fixture.expiry(60, 100).states(MODEL, "c1=CLEAR").commit().pass(50).crash().pass(100);
    assertThat(fixture.states()).containsExactly("c1=CLEAR");

    fixture.pass(1);
    assertThat(fixture.states()).isEmpty();
  }
}
