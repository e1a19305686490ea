package io.stackstate.automation.output;

import io.stackstate.automation.output.Notification.Handler;
import io.stackstate.automation.output.Notification.Link;
import io.stackstate.automation.output.Notification.MonitorRef;
import io.stackstate.automation.output.Notification.ProblemRef;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Notifications for tests: one problem, from its start to its end. */
public final class Samples {
  public static final UUID ID = UUID.fromString("0b9e0c1e-6f3e-4a58-9a44-0d8f5a1f6a10");
  public static final long AT = 1_700_000_200_000L;

  private Samples() {}

  public static Notification open() {
    return of(Transition.OPEN, 1, null, HealthState.CRITICAL, "Queue too long", 2);
  }

  public static Notification update() {
    return of(Transition.UPDATE, 2, null, HealthState.DEVIATING, "Queue rather long", 2);
  }

  public static Notification close() {
    return of(
        Transition.CLOSE,
        3,
        CloseReason.PROBLEM_RESOLVED,
        HealthState.CLEAR,
        "Queue rather long",
        2);
  }

  /** With so many members, all named. */
  public static Notification storm(int members) {
    return of(Transition.OPEN, 1, null, HealthState.CRITICAL, "Storm", members);
  }

  /** A text that means something in every markup. */
  public static Notification nasty() {
    return of(
        Transition.OPEN, 1, null, HealthState.CRITICAL, "<b>\"x\" & *y* {{z}} @everyone\nnext", 1);
  }

  private static Notification of(
      Transition transition,
      int sequence,
      CloseReason closeReason,
      HealthState state,
      String title,
      int memberCount) {
    Subject root = subject(0, "orders", state);
    List<Subject> members =
        IntStream.range(0, memberCount)
            .mapToObj(i -> i == 0 ? root : subject(i, "shop " + i, state))
            .toList();
    return new Notification(
        ID,
        sequence,
        "problem:77",
        transition,
        closeReason,
        state,
        title,
        transition == Transition.CLOSE ? null : "Consumers are <slow>",
        AT,
        AT + sequence * 1000L,
        null,
        new Handler("on-call", "urn:stackstate:handler:on-call", "https://obs.example.org/#/h/1"),
        root,
        members,
        memberCount,
        new ProblemRef("77", "https://obs.example.org/#/problems/77"),
        new MonitorRef("Queue length", null, List.of("mq"), null),
        List.of("Queue length"),
        1,
        List.of(
            new Link("problem", "Problem", "https://obs.example.org/#/problems/77"),
            new Link("silence", "Silence", "https://obs.example.org/#/silence/1")),
        Map.of("team", "A"));
  }

  private static Subject subject(int i, String name, HealthState health) {
    return new Subject(
        Integer.toString(100 + i),
        "urn:service:/" + name.replace(" ", "-"),
        name,
        "service",
        "Services",
        "Shop",
        List.of("team:orders"),
        health,
        "https://obs.example.org/#/components/urn%3Aservice%3A%2F" + name.replace(" ", "-"));
  }
}
