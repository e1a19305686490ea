package io.stackstate.health.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.health.ConsistencyModel;
import org.junit.jupiter.api.Test;

/** Health sheet, sections 4.2 and 4.3, and test cases 2 and 14 to 19 of section 15. */
class SnapshotsTest {
  private final StreamFixture fixture = new StreamFixture();

  @Test
  void startOpensAStreamOfSnapshots() {
    fixture.start(60).stop();

    assertThat(fixture.stream().consistencyModel()).isEqualTo(ConsistencyModel.REPEAT_SNAPSHOTS);
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void whatIsNotRepeatedIsGoneExactlyAtTheStop() {
    fixture.start(60).snapshotStates("c1=CLEAR", "c2=CRITICAL").stop();
    fixture.start(60).snapshotStates("c1=CLEAR");
    assertThat(fixture.states()).containsExactly("c1=CLEAR", "c2=CRITICAL");

    fixture.stop();
    assertThat(fixture.states()).containsExactly("c1=CLEAR");
  }

  @Test
  void aSnapshotMaySpanManyMessages() {
    fixture.start(60).snapshotStates("c1=CLEAR", "c3=CLEAR").stop();
    fixture.start(60).snapshotStates("c1=CLEAR").snapshotStates("c2=DEVIATING").snapshotStates();
    fixture.stop();

    assertThat(fixture.states()).containsExactly("c1=CLEAR", "c2=DEVIATING");
  }

  @Test
  void aSnapshotThatChangesNothingStoresNoState() {
    fixture.start(60).snapshotStates("c1=CLEAR", "c2=CRITICAL").stop();
    int before = fixture.written();

    fixture.pass(30).start(60).snapshotStates("c1=CLEAR", "c2=CRITICAL").stop();

    assertThat(before).isEqualTo(2);
    assertThat(fixture.written()).isEqualTo(before);
  }

  @Test
  void statesWithoutASubStreamAreAnErrorOfTheStream() {
    fixture.snapshotStates("c1=CLEAR");

    assertThat(fixture.errors()).containsExactly("StreamMissingSubStream");
    assertThat(fixture.states()).isEmpty();

    fixture.start(60).snapshotStates("c1=CLEAR").stop();
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void statesOutsideASnapshotAreLeftOut() {
    fixture.start(60).stop().snapshotStates("c1=CLEAR");
    assertThat(fixture.errors()).containsExactly("SubStreamCheckStateOutsideSnapshot");
    assertThat(fixture.states()).isEmpty();

    fixture.start(60).stop();
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void aMissingStopIsMadeUpForAfterTwoRepeats() {
    fixture.start(60).snapshotStates("old=CLEAR").stop();
    fixture.start(60).snapshotStates("c1=CLEAR").pass(120);
    assertThat(fixture.states()).containsExactly("c1=CLEAR", "old=CLEAR");

    fixture.pass(1);
    assertThat(fixture.states()).containsExactly("c1=CLEAR");
    assertThat(fixture.errors()).contains("SubStreamMissingStop");

    fixture.start(60).stop();
    assertThat(fixture.errors()).doesNotContain("SubStreamMissingStop");
  }

  @Test
  void aSecondStartGivesTheOpenSnapshotUpAndDeletesNothing() {
    fixture.start(60).snapshotStates("c1=CLEAR").stop();
    fixture.start(60).start(60).snapshotStates("c1=CLEAR").stop();
    assertThat(fixture.errors()).containsExactly("SubStreamStartWithoutStop");
    assertThat(fixture.states()).containsExactly("c1=CLEAR");

    fixture.start(60).snapshotStates("c1=CLEAR").stop();
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void aStopAloneIsAnErrorUntilTheNextCleanSnapshot() {
    fixture.start(60).stop().stop();
    assertThat(fixture.errors()).containsExactly("SubStreamStopWithoutStart");

    fixture.start(60).stop();
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void repeatIntervalsHaveALimit() {
    fixture.start(1801).stop();
    assertThat(fixture.errors()).containsExactly("SubStreamRepeatIntervalTooHigh");
    assertThat(fixture.subStream("").repeatIntervalMs()).isEqualTo(1_800_000);

    fixture.start(1800).stop();
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void aSilentSubStreamExpiresAndOthersStay() {
    fixture.start("a", 60, 100).statesOf("a", "REPEAT_SNAPSHOTS", "c1=CLEAR").stop("a");
    fixture.start("b", 60, 1000).statesOf("b", "REPEAT_SNAPSHOTS", "c2=CLEAR").stop("b");

    fixture.pass(101);

    assertThat(fixture.subStreams()).containsExactly("b");
    assertThat(fixture.states()).containsExactly("c2=CLEAR");
    assertThat(fixture.errors("a")).containsExactly("SubStreamExpired");

    fixture.start("a", 60, 100).stop("a");
    assertThat(fixture.errors("a")).isEmpty();
  }

  @Test
  void aSubStreamThatNamesNoExpiryGetsOneAndAWarning() {
    fixture.start("a", 60, null).stop("a");
    assertThat(fixture.errors("a")).containsExactly("SubStreamMissingExpiry");

    fixture.pass(241);
    assertThat(fixture.subStreams()).isEmpty();
  }

  @Test
  void lateDataIsToldUntilASnapshotIsInTime() {
    fixture.start(60).stop().pass(61);
    assertThat(fixture.errors()).containsExactly("SubStreamLateData");

    fixture.start(60).stop();
    assertThat(fixture.errors()).containsExactly("SubStreamLateData");

    fixture.pass(30).start(60).stop();
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void aBadStateIsNamedAndItsSiblingsAreTaken() {
    fixture.start(60).snapshotStates("c1=cRiTiCaL", "c2=bad", "c3=Clear");

    assertThat(fixture.states()).containsExactly("c1=CRITICAL", "c3=CLEAR");
    assertThat(fixture.errors()).containsExactly("SubStreamTransformerError");
    assertThat(fixture.subStream("").errors().get(0).error())
        .startsWith("Field health: found \"bad\", expected CLEAR, DEVIATING or CRITICAL")
        .contains("\"checkStateId\":\"c2\"", "Default Transformation");

    fixture.snapshotStates("c2=CLEAR");
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void missingFieldsAndOtherThanObjectsAreNamed() {
    fixture.start(60).raw("{\"checkStateId\":\"c1\",\"health\":\"CLEAR\"}");
    assertThat(fixture.subStream("").errors().get(0).error())
        .startsWith("Field name: found nothing");

    fixture.raw("[1]");
    assertThat(fixture.subStream("").errors().get(0).error()).contains("not a JSON object");
    assertThat(fixture.subStream("").errors().get(0).count()).isEqualTo(2);
  }

  @Test
  void anotherModelIsRefusedUntilTheStreamIsDeleted() {
    fixture.start(60).snapshotStates("c1=CLEAR").stop();
    fixture.states("REPEAT_STATES", "c2=CLEAR");
    assertThat(fixture.errors()).containsExactly("StreamConsistencyModelMismatch");
    assertThat(fixture.states()).containsExactly("c1=CLEAR");

    fixture.request(fixture.now(), 0).expiry(60, 120).states("REPEAT_STATES", "c2=CLEAR");
    assertThat(fixture.errors()).isEmpty();
    assertThat(fixture.states()).containsExactly("c2=CLEAR");
  }

  @Test
  void aCrashAmidASnapshotLosesNothingAndDeletesNothingWrongly() {
    fixture.start(60).snapshotStates("c1=CLEAR", "gone=CLEAR").stop().commit();
    fixture.start(60).snapshotStates("c1=CLEAR", "c2=CLEAR").commit().crash();
    fixture.snapshotStates("c3=DEVIATING").stop();

    assertThat(fixture.states()).containsExactly("c1=CLEAR", "c2=CLEAR", "c3=DEVIATING");
    assertThat(fixture.errors()).isEmpty();
  }

  @Test
  void whatWasNotStoredIsReadAgain() {
    fixture.start(60).commit().snapshotStates("c1=CLEAR").stop().crash();

    assertThat(fixture.states()).containsExactly("c1=CLEAR");
    assertThat(fixture.errors()).isEmpty();
  }
}
