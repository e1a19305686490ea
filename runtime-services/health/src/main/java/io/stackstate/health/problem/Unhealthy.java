package io.stackstate.health.problem;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.health.BoundCheckState;
import java.util.Comparator;
import java.util.List;

/**
 * An element whose own health is DEVIATING, FLAPPING or CRITICAL. Immutable.
 *
 * @param since when it became unhealthy, epoch milliseconds
 * @param changedAt when its own health last changed
 * @param failingChecks names, the most severe first
 * @param fingerprint of what a problem says of it, times excepted
 */
record Unhealthy(
    long id,
    HealthState health,
    long since,
    long changedAt,
    List<String> failingChecks,
    long fingerprint) {

  /** A record of the log holds the names of a thousand elements and must fit into a message. */
  private static final int MOST_CHECKS = 20;

  private static final Comparator<BoundCheckState> MOST_SEVERE_FIRST =
      Comparator.comparing(BoundCheckState::health)
          .reversed()
          .thenComparing(BoundCheckState::name, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparingLong(BoundCheckState::id);

  static boolean isUnhealthy(HealthState state) {
    return state.compareTo(HealthState.DEVIATING) >= 0;
  }

  /**
   * @param health unhealthy
   * @param before what was known of the element; null when it was healthy
   * @param timeMillis when the record was written
   */
  static Unhealthy of(Health health, Unhealthy before, long timeMillis) {
    List<BoundCheckState> failing =
        health.checks().stream().filter(check -> isUnhealthy(check.health())).toList();
    List<String> names =
        failing.stream()
            .sorted(MOST_SEVERE_FIRST)
            .map(check -> check.name() == null ? "" : check.name())
            .limit(MOST_CHECKS)
            .toList();
    long since =
        before == null ? earliest(failing, HealthState.DEVIATING, timeMillis) : before.since;
    long changedAt = timeMillis;
    if (before == null) {
      changedAt = earliest(failing, health.own(), timeMillis);
    } else if (before.health == health.own()) {
      changedAt = before.changedAt;
    }
    return of(health.id(), health.own(), since, changedAt, names);
  }

  private static long earliest(List<BoundCheckState> checks, HealthState from, long latest) {
    return checks.stream()
        .filter(check -> check.health().compareTo(from) >= 0)
        .mapToLong(BoundCheckState::since)
        .reduce(latest, Math::min);
  }

  private static Unhealthy of(
      long id, HealthState health, long since, long changedAt, List<String> names) {
    HashStream64 hash = Hashing.komihash5_0().hashStream().putLong(id).putInt(health.ordinal());
    names.forEach(hash::putString);
    return new Unhealthy(id, health, since, changedAt, names, hash.getAsLong());
  }

  /** The same, with the times that the last process knew, as far as they still hold. */
  Unhealthy remembering(Problem.Cause cause) {
    long changed = cause.health() == health ? cause.changedAt() : changedAt;
    return new Unhealthy(id, health, cause.unhealthyAt(), changed, failingChecks, fingerprint);
  }

  Problem.Cause cause() {
    return new Problem.Cause(id, health, changedAt, since, failingChecks);
  }
}
