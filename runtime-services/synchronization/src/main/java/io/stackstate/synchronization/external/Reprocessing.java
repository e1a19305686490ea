package io.stackstate.synchronization.external;

import com.carrotsearch.hppc.LongHashSet;
import io.stackstate.model.intake.TopologyPayload;
import java.util.List;

/**
 * Evaluates again what a stream has sent, because the pipeline has changed or a reset was asked
 * for. Raw elements are not stored anywhere but on the topic, so it reads the topic from the end
 * towards the beginning: the first record that it meets of an element is the newest one, so no
 * element goes through a state that it had before, and nothing is written of those that come out as
 * they were. It ends where all elements are evaluated, at the start of the newest complete
 * snapshot, or where the topic begins. Live input goes on meanwhile.
 *
 * <p>Begun anew after a crash it comes to the same end, so nothing of it is stored.
 */
final class Reprocessing {
  /** Records of a stream that one batch reads again. */
  private static final int CHUNK = 2_000;

  private enum Phase {
    COMPONENTS,
    RELATIONS,
    REMOVAL,
    DONE
  }

  private final Evaluation evaluation;
  private final boolean creates;
  private final boolean removes;
  private final long beginning;
  private final long end;
  private final LongHashSet met = new LongHashSet();
  private final LongHashSet deleted = new LongHashSet();
  private final Fingerprint fingerprint = new Fingerprint();
  private Phase phase = Phase.COMPONENTS;
  private long next;
  private boolean stopMet;

  /**
   * @param creates whether elements may come into being: the pipeline gives other identities
   * @param removes whether what the stream does not hold is removed: a reset
   * @param end the offset behind the last record that was processed
   */
  Reprocessing(Evaluation evaluation, boolean creates, boolean removes, long beginning, long end) {
    this.evaluation = evaluation;
    this.creates = creates;
    this.removes = removes;
    this.beginning = Math.min(beginning, end);
    this.end = end;
    this.next = end;
    evaluation.startGeneration();
  }

  boolean isReset() {
    return removes;
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** The records that are needed next; null when none are. */
  OffsetRange wanted() {
    return phase == Phase.COMPONENTS || phase == Phase.RELATIONS
        ? new OffsetRange(Math.max(beginning, next - CHUNK), next)
        : null;
  }

  /** From 0 to 1. */
  double progress() {
    double half = end == beginning ? 0 : 0.5 * (end - next) / (end - beginning);
    return switch (phase) {
      case COMPONENTS -> half;
      case RELATIONS -> 0.5 + half;
      case REMOVAL, DONE -> 1;
    };
  }

  /**
   * Takes the records that were wanted, in the order of the stream; those that cannot be read are
   * missing.
   */
  void accept(OffsetRange range, List<IntakeRecord> records, long now) {
    boolean bound = false;
    for (int i = records.size() - 1; i >= 0 && !bound; i--) {
      bound = accept(records.get(i), now);
    }
    next = range.from();
    boolean evaluated =
        !creates
            && (phase == Phase.COMPONENTS
                ? evaluation.isEveryComponentEvaluated()
                : evaluation.isEveryRelationEvaluated());
    if (bound || next <= beginning || evaluated) {
      startPhase(
          phase == Phase.COMPONENTS ? Phase.RELATIONS : removes ? Phase.REMOVAL : Phase.DONE);
    }
  }

  /** Removes up to so many elements of those that the stream does not hold. */
  void removeSome(int limit) {
    if (phase != Phase.REMOVAL) {
      return;
    }
    List<ExternalElement> gone = evaluation.notEvaluated(limit);
    gone.stream().filter(element -> !element.removed).forEach(evaluation.topology::remove);
    if (gone.isEmpty()) {
      phase = Phase.DONE;
    }
  }

  private void startPhase(Phase other) {
    phase = other;
    next = end;
    stopMet = false;
    met.clear();
    deleted.clear();
  }

  /** Returns true at the start of a complete snapshot: what came before it is outdated. */
  private boolean accept(IntakeRecord record, long now) {
    TopologyPayload payload = record.payload();
    if (payload instanceof TopologyPayload.Component component) {
      if (phase == Phase.COMPONENTS && isNewest(component.externalId())) {
        evaluation.componentAgain(component, record, creates, now);
      }
    } else if (payload instanceof TopologyPayload.Relation relation) {
      if (phase == Phase.RELATIONS && isNewest(relation.externalId())) {
        boolean may = creates && !isDeleted(relation.sourceId()) && !isDeleted(relation.targetId());
        evaluation.relationAgain(relation, record, may, now);
      }
    } else if (payload instanceof TopologyPayload.Delete delete) {
      if (delete.externalId() != null) {
        met.add(fingerprint.of(delete.externalId()));
        deleted.add(fingerprint.of(delete.externalId()));
      }
    } else if (payload instanceof TopologyPayload.StopSnapshot) {
      stopMet = true;
    } else {
      return stopMet;
    }
    return false;
  }

  /** Whether a component was deleted after the present record: its relations went with it. */
  private boolean isDeleted(String externalId) {
    return externalId != null && deleted.contains(fingerprint.of(externalId));
  }

  private boolean isNewest(String externalId) {
    return externalId != null && met.add(fingerprint.of(externalId));
  }
}
