package io.stackstate.operator.instance;

import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceStatus;
import io.stackstate.crds.instance.VersionStatus;
import io.stackstate.operator.metrics.OperatorMetrics;
import io.stackstate.operator.status.Conditions;
import io.stackstate.operator.status.EventPublisher;
import io.stackstate.operator.status.EventReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells by events and metrics what became different in the status of an instance. Thread-safe. */
final class Announcer {
  private final EventPublisher events;
  private final OperatorMetrics metrics;

  Announcer(EventPublisher events, OperatorMetrics metrics) {
    this.events = events;
    this.metrics = metrics;
  }

  void announce(StackStateInstance instance, StackStateInstanceStatus next) {
    StackStateInstanceStatus before = instance.getStatus();
    metrics.reconciled(instance.getKind(), instance.getMetadata().getNamespace(), result(next));
    Optional<Condition> ready = find(next, Condition.READY);
    Optional<Condition> wasReady = find(before, Condition.READY);
    if (ready.isPresent() && !isSame(ready.get(), wasReady)) {
      events.publish(
          instance, reason(next, ready.get()), ready.get().reason() + ": " + ready.get().message());
    }
    boolean paused = find(next, Condition.PAUSED).isPresent();
    if (paused != find(before, Condition.PAUSED).isPresent()) {
      events.publish(
          instance,
          paused ? EventReason.Paused : EventReason.Resumed,
          paused ? "objects are left as they are" : "objects are kept as desired again");
    }
    versions(instance, before == null ? null : before.version(), next);
  }

  private void versions(
      StackStateInstance instance, VersionStatus before, StackStateInstanceStatus status) {
    VersionStatus next = status.version();
    if (next == null) {
      return;
    }
    String was = before == null ? null : before.current();
    String target = before == null ? null : before.target();
    if (was != null && next.target() != null && !Objects.equals(target, next.target())) {
      events.publish(instance, EventReason.Upgrading, "from " + was + " to " + next.target());
    }
    String taken = before == null ? null : before.rolledBackFrom();
    if (next.rolledBackFrom() != null && !next.rolledBackFrom().equals(taken)) {
      events.publish(
          instance,
          EventReason.UpgradeRolledBack,
          "from "
              + next.rolledBackFrom()
              + " to "
              + next.current()
              + find(status, "UpgradeBlocked").map(why -> ": " + why.message()).orElse(""));
    }
    if (was != null && !was.equals(next.current())) {
      events.publish(instance, EventReason.Upgraded, "from " + was + " to " + next.current());
    }
  }

  private static boolean isSame(Condition ready, Optional<Condition> before) {
    return before
        .filter(b -> b.status() == ready.status() && b.reason().equals(ready.reason()))
        .isPresent();
  }

  private static EventReason reason(StackStateInstanceStatus status, Condition ready) {
    if (ready.status() == ConditionStatus.True) {
      return EventReason.Ready;
    }
    if (find(status, Condition.STALLED).isPresent()) {
      return EventReason.Blocked;
    }
    return ready.reason().equals("Suspended") ? EventReason.Suspended : EventReason.Waiting;
  }

  private static String result(StackStateInstanceStatus status) {
    if (find(status, Condition.STALLED).isPresent()) {
      return "blocked";
    }
    return find(status, Condition.RECONCILING).isPresent() ? "waiting" : "success";
  }

  private static Optional<Condition> find(StackStateInstanceStatus status, String type) {
    List<Condition> conditions = status == null ? null : status.conditions();
    return conditions == null ? Optional.empty() : Conditions.find(conditions, type);
  }
}
