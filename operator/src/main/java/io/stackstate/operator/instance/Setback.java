package io.stackstate.operator.instance;

import io.stackstate.crds.DurationText;
import io.stackstate.crds.instance.VersionStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of a new version that does not get ready: it is taken back after a while, unless the
 * version before could not go on with what it has written (deployment sheet, section 9). Pure.
 */
sealed interface Setback {
  /** Nothing is being rolled out, or it is not to be taken back. */
  record None() implements Setback {}

  /** There is still time. */
  record Patience(Duration left) implements Setback {}

  /** The version before is brought back. */
  record Back(String message) implements Setback {}

  /** It would be time, but the version before is not brought back. */
  record Impossible(String reason, String message) implements Setback {}

  /**
   * Decides.
   *
   * @param version as it was before this reconciliation
   * @param target the version that is applied now
   * @param rollbackAfter of the spec, complete
   */
  static Setback of(
      VersionStatus version,
      String target,
      String rollbackAfter,
      StoreEvidence evidence,
      Instant now) {
    boolean rollingOut =
        version != null
            && version.current() != null
            && version.targetSince() != null
            && target.equals(version.target());
    if (!rollingOut || rollbackAfter.equals("0s")) {
      return new None();
    }
    Duration patience = DurationText.parse(rollbackAfter);
    Duration left = Duration.between(now, Instant.parse(version.targetSince()).plus(patience));
    if (left.compareTo(Duration.ZERO) > 0) {
      return new Patience(left);
    }
    String late = "version " + target + " is not ready " + rollbackAfter + " after its start";
    boolean converted = Boolean.TRUE.equals(version.storeConverted());
    return late(late, version.current(), converted ? StoreEvidence.CONVERTED : evidence);
  }

  private static Setback late(String late, String current, StoreEvidence evidence) {
    return switch (evidence) {
      case UNTOUCHED -> new Back(late + " and has not opened the graph's store");
      case KEPT -> new Back(late + " and has kept the layout of the graph's store");
      case OPENING ->
          new Impossible(
              "StoreBeingOpened",
              late
                  + "; the process that owns the graph runs and may be converting the store, so it is"
                  + " waited for until it ends or spec.upgrade.migrationTimeout ends it");
      case IN_USE ->
          new Impossible(
              "StoreInUse",
              late
                  + "; the process that owns the graph is, and works on the store: correct what keeps"
                  + " the others, or set spec.version to "
                  + current
                  + " yourself");
      case CONVERTED ->
          new Impossible(
              "StoreConverted",
              late
                  + "; it has changed the layout of the graph's store, which "
                  + current
                  + " cannot read: correct what keeps it, or go on to a newer version");
    };
  }
}
