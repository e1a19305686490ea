package io.stackstate.automation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Notification;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.notification.Cause;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.GroupState.Phase;
import io.stackstate.model.notification.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What functions are told that led to a message: health sheet, section 9.3. */
class LastEventTest {
  private static Member member(String subject, Long problem, boolean active, Cause cause) {
    return new Member(
        subject,
        1,
        HealthState.CRITICAL,
        active,
        9,
        "queue",
        null,
        List.of(),
        problem,
        List.of(1L, 2L),
        List.of(),
        active ? null : "over",
        cause);
  }

  private static Notification.Event event(Member... members) {
    return LastEvent.of(
        new GroupState(
            7, "k", Phase.OPEN, 1, "id", 1, 1, 1, "t", null, null, null, null, List.of(members)));
  }

  @Test
  void theLastOneOfSeveralCounts() {
    Cause first =
        new Cause(
            "Health State Changed", "a", 5, HealthState.CLEAR, HealthState.CRITICAL, null, null);
    Cause last =
        new Cause(
            "Check States Changed", "b", 6, HealthState.CRITICAL, HealthState.CRITICAL, null, null);
    Notification.Event event =
        event(
            member("element:3", null, true, first),
            member("state:4:5", null, true, last),
            member("element:6", null, true, null));
    assertThat(event.id()).isEqualTo("b");
    assertThat(event.kind()).as("of a check state its element").isEqualTo("element");
    assertThat(event.subject()).isEqualTo(4);
  }

  @Test
  void ofWhatNoEventToldItIsTheOneThatWouldHave() {
    Notification.Event problem = event(member("problem:5", 5L, true, null));
    assertThat(problem.kind()).isEqualTo("problem");
    assertThat(problem.type()).isEqualTo("Problem Created");
    assertThat(problem.subject()).isEqualTo(5);
    assertThat(problem.nodes()).containsExactly(1L, 2L);
    assertThat(problem.at()).isEqualTo(9);
    assertThat(event(member("problem:5", 5L, false, null)).type()).isEqualTo("Problem Resolved");

    Notification.Event begun = event(member("state:4:5", null, true, null));
    assertThat(begun.type()).isEqualTo("Health State Changed");
    assertThat(begun.after()).isEqualTo(HealthState.CRITICAL);
    Notification.Event over = event(member("element:4", null, false, null));
    assertThat(over.before()).isEqualTo(HealthState.CRITICAL);
    assertThat(over.after()).isEqualTo(HealthState.CLEAR);
  }
}
