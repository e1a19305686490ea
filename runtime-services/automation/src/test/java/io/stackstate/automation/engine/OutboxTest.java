package io.stackstate.automation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.engine.Outbox.Due;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.model.Json;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import io.stackstate.model.notification.Outgoing;
import io.stackstate.model.notification.OutputStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items 3 to 6 of the health sheet, section 13.3, and the test cases 53 to 55. */
class OutboxTest {
  private static final EntryKey KEY = new EntryKey(1, "hook", "n1");
  private static final Outcome DONE = new Outcome.Delivered(Optional.of("ref"));

  private final Records records = new Records();
  private final Outbox outbox = new Outbox(policy(), records);
  private long now = 1_000;

  @BeforeEach
  void define() {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    outbox.define(new OutputKey(1, "hook"), OutputStatus.fresh("v1", none, none));
    outbox.define(new OutputKey(1, "slow"), OutputStatus.fresh("v1", none, none));
  }

  private static RetryPolicy policy() {
    return new RetryPolicy(
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofHours(24),
        () -> 0.5);
  }

  private static ObjectNode message(String transition, int sequence) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("transition", transition)
        .put("sequence", sequence);
  }

  private void put(String transition, int sequence) {
    outbox.put(KEY, message(transition, sequence), sequence, transition.equals("CLOSE"), now);
  }

  private Optional<Due> due() {
    return outbox.due(now, 8, 128).stream().findFirst();
  }

  private void attempt(Outcome outcome) {
    Due due = due().orElseThrow();
    outbox.finished(due.key(), due.message(), outcome, now);
  }

  private OutputStatus status() {
    return outbox.output(KEY.outputKey()).orElseThrow();
  }

  private static Outcome failed(int seconds) {
    return new Outcome.Retry(
        FailureCategory.HTTP,
        "503",
        seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
  }

  @Test
  void retriesWithGrowingDelayAndForgetsErrorsAfterSuccess() {
    put("OPEN", 1);
    attempt(failed(0));
    assertThat(due()).isEmpty();
    now += 1_000;
    attempt(failed(0));
    now += 1_999;
    assertThat(due()).isEmpty();
    now += 1;
    assertThat(status().errors())
        .singleElement()
        .satisfies(e -> assertThat(e.category() + e.count()).isEqualTo("HTTP2"));
    attempt(DONE);

    assertThat(status().errors()).isEmpty();
    assertThat(status().lastSuccessAt()).isEqualTo(now);
    assertThat(due()).isEmpty();
  }

  @Test
  void waitsAsLongAsTheReceiverAsks() {
    put("OPEN", 1);
    attempt(failed(30));
    now += 29_999;
    assertThat(due()).isEmpty();
    now += 1;
    assertThat(due()).isPresent();
  }

  @Test
  void otherMessagesToWhoAsksForPatienceWaitTooButNotForHours() {
    put("OPEN", 1);
    attempt(failed(30));
    EntryKey other = new EntryKey(1, "hook", "n2");
    outbox.put(other, message("OPEN", 1), 1, false, now);
    outbox.put(new EntryKey(1, "slow", "n3"), message("OPEN", 1), 1, false, now);
    assertThat(outbox.due(now, 8, 128)).extracting(due -> due.key().output()).containsOnly("slow");
    now += 30_000;
    assertThat(outbox.due(now, 8, 128)).hasSize(2);

    outbox.finished(other, message("OPEN", 1), failed(86_400), now);
    outbox.put(new EntryKey(1, "hook", "n4"), message("OPEN", 1), 1, false, now);
    assertThat(due()).isEmpty();
    now += 300_000;
    assertThat(due().orElseThrow().key().notificationId()).isEqualTo("n4");
  }

  @Test
  void aNewDefinitionIsTriedAtOnce() {
    put("OPEN", 1);
    attempt(new Outcome.AuthFailed("401"));
    assertThat(due()).isEmpty();
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    outbox.define(KEY.outputKey(), OutputStatus.fresh("v2", none, none));
    assertThat(due()).isPresent();
  }

  @Test
  void theDelayIsBoundedAndJitters() {
    assertThat(policy().delayMillis(1)).isEqualTo(1_000);
    assertThat(policy().delayMillis(100)).isEqualTo(300_000);
    RetryPolicy least =
        new RetryPolicy(
            Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, () -> 0);
    assertThat(least.delayMillis(1)).isEqualTo(8_000);
  }

  @Test
  void onlyTheNewestOfWhatWaitsIsSent() {
    put("OPEN", 1);
    attempt(failed(0));
    put("UPDATE", 2);
    now += 1_000;
    Due due = due().orElseThrow();

    assertThat(due.sequence()).isEqualTo(2);
    assertThat(due.message().path("transition").asText())
        .as("the first that the receiver sees")
        .isEqualTo("OPEN");
    outbox.finished(KEY, due.message(), DONE, now);
    assertThat(due()).isEmpty();
  }

  @Test
  void aCloseBeforeAnythingArrivedDropsBoth() {
    put("OPEN", 1);
    attempt(failed(0));
    put("CLOSE", 2);
    now += 3_600_000;

    assertThat(due()).isEmpty();
    assertThat(records.take()).containsEntry(KEY.stored(), Optional.empty());
  }

  @Test
  void aCloseWhileTheOpeningIsOnItsWayFollowsItOrGoesWithIt() {
    put("OPEN", 1);
    Due open = due().orElseThrow();
    put("CLOSE", 2);
    assertThat(due()).as("one at a time").isEmpty();
    outbox.finished(KEY, open.message(), DONE, now);
    assertThat(due().orElseThrow().reference()).contains("ref");

    EntryKey other = new EntryKey(1, "hook", "n2");
    outbox.put(other, message("OPEN", 1), 1, false, now);
    Due second = due().orElseThrow();
    outbox.put(other, message("CLOSE", 2), 2, true, now);
    outbox.finished(other, second.message(), failed(0), now);
    now += 3_600_000;
    assertThat(due()).isEmpty();
  }

  @Test
  void afterACrashACloseIsSentBecauseTheOpeningMayHaveArrived() {
    Outbox next = new Outbox(policy(), records);
    next.restore(KEY.outputKey(), status());
    next.restore(KEY, new Outgoing(message("OPEN", 1), 1, false, false, null, 0, 0, 0, null));
    next.put(KEY, message("CLOSE", 2), 2, true, now);

    assertThat(next.due(now, 8, 128))
        .singleElement()
        .satisfies(due -> assertThat(due.sequence()).isEqualTo(2));
  }

  @Test
  void whatIsRefusedIsADeadLetterThatCanBeSentAgain() {
    put("OPEN", 1);
    attempt(new Outcome.Refused(FailureCategory.HTTP, "400"));
    assertThat(due()).isEmpty();
    assertThat(status().errors()).hasSize(1);

    List<DeadLetter> letters = outbox.dead().take(letter -> true);
    assertThat(letters).singleElement().satisfies(l -> assertThat(l.error()).isEqualTo("400"));
    outbox.redrive(KEY, letters.get(0), now);
    attempt(DONE);
    assertThat(outbox.dead().take(letter -> true)).isEmpty();
  }

  @Test
  void aReceiverThatRefusesAChangeIsToldOfTheEndAllTheSame() {
    put("OPEN", 1);
    attempt(DONE);
    put("UPDATE", 2);
    attempt(new Outcome.Refused(FailureCategory.HTTP, "413"));
    assertThat(due()).isEmpty();
    put("CLOSE", 3);
    Due close = due().orElseThrow();
    assertThat(close.reference()).contains("ref");
    outbox.finished(KEY, close.message(), DONE, now);

    assertThat(due()).isEmpty();
    assertThat(outbox.retire(KEY.outputKey())).as("nothing is left").isTrue();
  }

  @Test
  void whatCameWhileAMessageWasOnItsWayIsSentWhenThatIsRefused() {
    put("OPEN", 1);
    attempt(DONE);
    put("UPDATE", 2);
    Due update = due().orElseThrow();
    put("CLOSE", 3);
    outbox.finished(KEY, update.message(), new Outcome.Refused(FailureCategory.HTTP, "400"), now);

    assertThat(due().orElseThrow().sequence()).isEqualTo(3);
    assertThat(outbox.dead().take(letter -> true))
        .singleElement()
        .satisfies(letter -> assertThat(letter.sequence()).isEqualTo(2))
        .satisfies(letter -> assertThat(letter.last()).isFalse());

    EntryKey other = new EntryKey(1, "slow", "n2");
    outbox.put(other, message("OPEN", 1), 1, false, now);
    outbox.due(now, 8, 128);
    outbox.put(other, message("CLOSE", 2), 2, true, now);
    outbox.finished(
        other, message("OPEN", 1), new Outcome.Refused(FailureCategory.HTTP, "400"), now);
    now += 3_600_000;
    assertThat(outbox.due(now, 8, 128)).as("it has no opening").isEmpty();
  }

  @Test
  void aChangeThatWasGivenUpCanBeSentAgainWhileItsNotificationIsOpen() {
    put("OPEN", 1);
    attempt(DONE);
    put("UPDATE", 2);
    attempt(new Outcome.Refused(FailureCategory.HTTP, "400"));
    DeadLetter letter = outbox.dead().take(each -> true).get(0);
    outbox.redrive(KEY, letter, now);
    Due again = due().orElseThrow();
    assertThat(again.message().path("transition").asText()).isEqualTo("UPDATE");
    outbox.finished(KEY, again.message(), DONE, now);

    put("UPDATE", 3);
    attempt(DONE);
    outbox.redrive(KEY, letter, now);
    assertThat(due()).as("it has gone on").isEmpty();
  }

  @Test
  void givesUpAfterADay() {
    put("OPEN", 1);
    while (due().isPresent() || now < 86_500_000) {
      outbox.due(now, 8, 128);
      outbox.finished(KEY, message("OPEN", 1), failed(0), now);
      now += 300_000;
    }
    assertThat(outbox.dead().take(letter -> true)).hasSize(1);
  }

  @Test
  void credentialsThatAreNotAcceptedAreTriedSlowly() {
    put("OPEN", 1);
    attempt(new Outcome.AuthFailed("401"));
    assertThat(status().authFailed()).isTrue();
    now += 599_999;
    assertThat(due()).isEmpty();
    now += 1;
    attempt(DONE);
    assertThat(status().authFailed()).isFalse();
  }

  @Test
  void goneSwitchesTheOutputOffUntilItIsDefinedAnew() {
    put("OPEN", 1);
    attempt(new Outcome.Gone("410"));
    assertThat(status().disabled()).isEqualTo("410");
    put("OPEN", 2);
    assertThat(due()).isEmpty();

    ObjectNode none = JsonNodeFactory.instance.objectNode();
    outbox.define(KEY.outputKey(), OutputStatus.fresh("v2", none, none));
    put("OPEN", 3);
    assertThat(due()).isPresent();
  }

  @Test
  void aSlowOutputDoesNotHoldBackAnother() {
    for (String id : List.of("a", "b", "c")) {
      outbox.put(new EntryKey(1, "slow", id), message("OPEN", 1), 1, false, now);
    }
    assertThat(outbox.due(now, 2, 128)).hasSize(2);
    put("OPEN", 1);

    assertThat(outbox.due(now, 2, 128))
        .singleElement()
        .satisfies(due -> assertThat(due.key()).isEqualTo(KEY));
  }

  @Test
  void theAgeOfTheOldestMessageIsKnown() {
    assertThat(outbox.ageMillis(now)).isZero();
    put("OPEN", 1);
    attempt(failed(0));
    now += 700;
    assertThat(outbox.ageMillis(now)).isEqualTo(700);
    now += 300;
    attempt(DONE);
    assertThat(outbox.ageMillis(now)).isZero();
  }

  @Test
  void anOutputIsForgottenOnceItsReceiverHasAll() {
    put("OPEN", 1);
    assertThat(outbox.retire(KEY.outputKey())).isFalse();
    attempt(DONE);
    put("CLOSE", 2);
    attempt(DONE);
    assertThat(outbox.retire(KEY.outputKey())).isTrue();
    assertThat(outbox.output(KEY.outputKey())).isEmpty();
  }

  @Test
  void whatIsStoredIsWhatIsRestored() throws Exception {
    put("OPEN", 1);
    attempt(failed(0));
    Map<NotificationKey, Optional<byte[]>> stored = records.take();
    NotificationKey key = NotificationKey.of(Kind.OUTBOX, "1", "hook", "n1");

    assertThat(NotificationKey.parse(key.toBytes())).isEqualTo(key);
    Outgoing read = Json.mapper().readValue(stored.get(key).orElseThrow(), Outgoing.class);
    assertThat(read.attempts()).isEqualTo(1);
    assertThat(read.dueAt()).isEqualTo(2_000);
    assertThat(read.error()).isEqualTo("HTTP: 503");
  }
}
