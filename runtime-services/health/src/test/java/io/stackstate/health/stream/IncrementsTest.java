package io.stackstate.health.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Health sheet, sections 4.2 and 4.3, and test cases 21 and 22 of section 15. */
class IncrementsTest {
  private static final String MODEL = "TRANSACTIONAL_INCREMENTS";

  private final StreamFixture fixture = new StreamFixture();

  @Test
  void statesLiveUntilTheyAreDeleted() {
    fixture.increment("5/100", null).states(MODEL, "c1=CLEAR", "c2=CRITICAL").pass(10_000);
    fixture.increment("5/102", "5/100").states(MODEL, "c1");

    assertThat(fixture.states()).containsExactly("c2=CRITICAL");
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void gapsAreTakenAndTold() {
    fixture.increment("5/100", null).increment("5/102", "5/100");
    fixture.increment("5/103", "5/99").states(MODEL, "c1=CLEAR");
    assertThat(fixture.errors()).containsExactly("SubStreamInvalidCheckpoint");
    assertThat(fixture.states()).containsExactly("c1=CLEAR");

    fixture.increment("5/104", "5/103");
    assertThat(fixture.errors()).isEmpty();

    fixture.increment("5/105", null).states(MODEL, "c2=CLEAR");
    assertThat(fixture.errors()).containsExactly("SubStreamMissingCheckpoint");
    assertThat(fixture.states()).containsExactly("c1=CLEAR", "c2=CLEAR");
  }

  @Test
  void whatIsOutdatedIsLeftOut() {
    fixture.increment("5/102", null).states(MODEL, "c1=CLEAR");
    fixture.increment("5/101", "5/100").states(MODEL, "c1=CRITICAL", "c2=CRITICAL");

    assertThat(fixture.errors()).containsExactly("SubStreamOutdatedCheckpoint");
    assertThat(fixture.states()).containsExactly("c1=CLEAR");
  }

  @Test
  void aRepetitionChangesNothing() {
    fixture.increment("5/102", null).states(MODEL, "c1=CLEAR", "c2=CLEAR").states(MODEL, "c2");
    int before = fixture.written();
    fixture.increment("5/102", null).states(MODEL, "c1=CLEAR").states(MODEL, "c2");

    assertThat(fixture.errors()).isEmpty();
    assertThat(fixture.written()).isEqualTo(before);
  }

  @Test
  void aMissingBatchIndexIsZero() {
    fixture.increment("5", null).increment("6", "5/0");

    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void anUnknownStateToDeleteIsToldUntilAPersonClearsIt() {
    fixture.increment("1", null).states(MODEL, "c1");
    fixture.increment("2", "1").states(MODEL, "c2=CLEAR");
    assertThat(fixture.errors()).containsExactly("SubStreamUnknownCheckState");

    fixture.request(0, fixture.now());
    assertThat(fixture.errors()).isEmpty();

    fixture.increment("3", "2").states(MODEL, "c1").commit().crash().request(0, fixture.now());
    assertThat(fixture.errors()).containsExactly("SubStreamUnknownCheckState");
  }

  @Test
  void checkpointsSurviveARestart() {
    fixture.increment("7/3", null).states(MODEL, "c1=CLEAR").commit().crash();
    fixture.increment("7/4", "7/3").states(MODEL, "c1=CRITICAL");

    assertThat(fixture.errors()).isEmpty();
    assertThat(fixture.states()).containsExactly("c1=CRITICAL");
  }

  @Test
  void aDeletedStreamBeginsAnewAndIsNotDeletedByTheSameRequestAgain() {
    fixture.increment("7", null).states(MODEL, "c1=CLEAR").commit();
    long request = fixture.now();
    fixture.request(request, 0);
    assertThat(fixture.stream()).isNull();
    assertThat(fixture.states()).isEmpty();

    fixture.increment("1", null).states(MODEL, "c2=CLEAR").commit().crash().request(request, 0);
    assertThat(fixture.states()).containsExactly("c2=CLEAR");
  }
}
