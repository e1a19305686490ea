package io.stackstate.operator.instance;

import io.stackstate.crds.instance.VersionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The versions in the status of an instance, from one reconciliation to the next. Pure.
 *
 * @param before as the status has it
 * @param asked what the spec, or else the operator, asks for
 * @param applied the version that the objects are of
 */
record VersionProgress(VersionStatus before, String asked, String applied, Instant now) {
  VersionProgress {
    before = before == null ? VersionStatus.NONE : before;
  }

  /**
   * The next ones.
   *
   * @param runs whether all processes are ready as applied
   */
  VersionStatus next(boolean runs, StoreEvidence evidence, Setback setback) {
    VersionStatus known = asked.equals(before.rolledBackFrom()) ? before : retried();
    if (applied.equals(known.current())) {
      return known.settled();
    }
    if (runs) {
      return new VersionStatus(applied, null, known.current(), text(now), null, null, null);
    }
    if (setback instanceof Setback.Back) {
      return new VersionStatus(
          known.current(), null, known.previous(), known.migratedAt(), null, null, applied);
    }
    boolean same = applied.equals(known.target()) && known.targetSince() != null;
    boolean converted =
        evidence == StoreEvidence.CONVERTED || same && Boolean.TRUE.equals(known.storeConverted());
    return new VersionStatus(
        known.current(),
        applied,
        known.previous(),
        known.migratedAt(),
        same ? known.targetSince() : text(now),
        converted && known.current() != null ? true : null,
        null);
  }

  /** What was taken back is forgotten when something else is asked for. */
  private VersionStatus retried() {
    return new VersionStatus(
        before.current(),
        before.target(),
        before.previous(),
        before.migratedAt(),
        before.targetSince(),
        before.storeConverted(),
        null);
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
