package io.stackstate.operator.status;

import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions in the vocabulary of kstatus: {@code Ready} is always there; {@code Reconciling},
 * {@code Stalled} and {@code ReconciliationPaused} only while they are true (operator sheet,
 * section 5.5). Pure.
 */
public final class Conditions {
  private static final int LONGEST_MESSAGE = 1024;

  private Conditions() {}

  /**
   * @param before what the resource has now; transition times are kept where the status is the same
   * @param generation the {@code metadata.generation} that the verdict is about
   */
  public static List<Condition> of(
      Verdict verdict, boolean paused, List<Condition> before, Long generation, Instant now) {
    List<Condition> after = new ArrayList<>();
    String reason = verdict.reason();
    String message = verdict.message();
    after.add(condition(Condition.READY, verdict.ready(), reason, message, generation, now));
    switch (verdict.progress()) {
      case WORKING -> after.add(isTrue(Condition.RECONCILING, reason, message, generation, now));
      case STALLED -> after.add(isTrue(Condition.STALLED, reason, message, generation, now));
      case DONE -> {
        // Neither condition: the absence is what kstatus reads as done.
      }
    }
    if (paused) {
      String why = "the resource asks to leave the platform alone; nothing is created or changed";
      after.add(isTrue(Condition.PAUSED, "PausedByUser", why, generation, now));
    }
    return after.stream().map(c -> keepTime(c, before)).toList();
  }

  /**
   * One condition.
   *
   * @param before what the resource has now; the transition time is kept when the status is the
   *     same
   */
  public static Condition one(
      String type,
      ConditionStatus status,
      String reason,
      String message,
      Long generation,
      Instant now,
      List<Condition> before) {
    return keepTime(condition(type, status, reason, message, generation, now), before);
  }

  /** The condition of a type, when there is one. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }

  private static Condition isTrue(
      String type, String reason, String message, Long generation, Instant now) {
    return condition(type, ConditionStatus.True, reason, message, generation, now);
  }

  private static Condition condition(
      String type,
      ConditionStatus status,
      String reason,
      String message,
      Long generation,
      Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new Condition(type, status, generation, time, reason, shortened(message));
  }

  private static Condition keepTime(Condition condition, List<Condition> before) {
    return find(before, condition.type())
        .filter(old -> old.status() == condition.status())
        .map(old -> at(condition, old.lastTransitionTime()))
        .orElse(condition);
  }

  private static Condition at(Condition c, String time) {
    return new Condition(
        c.type(), c.status(), c.observedGeneration(), time, c.reason(), c.message());
  }

  private static String shortened(String message) {
    if (message.length() <= LONGEST_MESSAGE) {
      return message;
    }
    return message.substring(0, LONGEST_MESSAGE - 3) + "...";
  }
}
