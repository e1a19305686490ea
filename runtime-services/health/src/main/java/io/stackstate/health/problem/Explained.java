package io.stackstate.health.problem;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import java.util.ArrayList;
import java.util.List;

/** A root cause with what it explains: the members of a problem. For one thread. */
final class Explained {
  /** The same member in the place of the root must not give the same fingerprint. */
  private static final long ROOT = 0x9E3779B97F4A7C15L;

  private final Unhealthy root;
  private final int most;
  private final List<Unhealthy> contributing = new ArrayList<>();
  private int count;
  private long fingerprint;
  private long since;
  private long changedAt;
  private HealthState worst;

  /**
   * @param most how many of the contributing are listed
   */
  Explained(Unhealthy root, int most) {
    this.root = root;
    this.most = most;
    this.fingerprint = root.fingerprint() * ROOT;
    this.since = root.since();
    this.changedAt = root.changedAt();
    this.worst = root.health();
  }

  /** Adds a contributing element; those whose health changed last come first. */
  void add(Unhealthy member) {
    if (count++ < most) {
      contributing.add(member);
    }
    fingerprint += member.fingerprint();
    since = Math.min(since, member.since());
    changedAt = Math.max(changedAt, member.changedAt());
    worst = worst.compareTo(member.health()) >= 0 ? worst : member.health();
  }

  Unhealthy root() {
    return root;
  }

  /** When the first of its members became unhealthy. */
  long since() {
    return since;
  }

  /** The most severe health of its members. */
  HealthState worst() {
    return worst;
  }

  boolean isAsTold(Problem problem) {
    return fingerprint == problem.fingerprint()
        && count == problem.contributingCount()
        && root.id() == problem.rootCause().elementId();
  }

  Problem created(long id, long now) {
    return problem(id, now, now, since, changedAt);
  }

  /** What the problem becomes; its window never shrinks. */
  Problem updated(Problem before, long now) {
    return problem(
        before.id(),
        before.createdAt(),
        now,
        Math.min(before.firstUnhealthyAt(), since),
        Math.max(before.lastChangeAt(), changedAt));
  }

  private Problem problem(long id, long createdAt, long now, long first, long last) {
    return new Problem(
        id,
        root.cause(),
        contributing.stream().map(Unhealthy::cause).toList(),
        count,
        fingerprint,
        createdAt,
        now,
        first,
        last);
  }
}
