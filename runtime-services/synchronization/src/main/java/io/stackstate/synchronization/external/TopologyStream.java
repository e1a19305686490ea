package io.stackstate.synchronization.external;

import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncStatus.Level;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stage A: folds the records of one topology stream into the external topology of one
 * synchronization (topology sheet, sections 2.4 and 3.1; intake sheet, section 6.2).
 *
 * <p>A relation one of whose components is unknown waits: until the snapshot it came in stops, or
 * for ten minutes. A deleted component takes its relations with it. Only those that the open
 * snapshot has confirmed are parked, because the sender may still send the component again; all
 * others are created again when they are sent again.
 */
final class TopologyStream {
  final ExternalTopology topology;
  final Evaluation evaluation;
  final ParkedRelations parked;
  final SnapshotState snapshots;

  private final SyncErrors errors;
  private final StreamLimits limits;

  TopologyStream(
      ExternalTopology topology, ElementMapping mapping, SyncErrors errors, StreamLimits limits) {
    this.topology = topology;
    this.evaluation = new Evaluation(topology, mapping, errors, limits);
    this.parked = evaluation.parked;
    this.snapshots = evaluation.snapshots;
    this.errors = errors;
    this.limits = limits;
  }

  void accept(IntakeRecord record, long now) {
    TopologyPayload payload = record.payload();
    if (payload instanceof TopologyPayload.StartSnapshot) {
      start(record, now);
      return;
    }
    checkHost(record, now);
    if (payload instanceof TopologyPayload.Component component) {
      evaluation.component(component, record, now);
    } else if (payload instanceof TopologyPayload.Relation relation) {
      evaluation.relation(relation, record, now);
    } else if (payload instanceof TopologyPayload.Delete delete) {
      delete(delete.externalId(), now);
    } else {
      stop(now);
    }
  }

  /** Gives up the open snapshot, as if it had never started: nothing is deleted. */
  void abandonSnapshot() {
    snapshots.close();
  }

  /** Removes what was not seen for so long, and relations that waited too long. */
  void expire(Long expireAfterMillis, long now) {
    if (expireAfterMillis != null) {
      removeAll(e -> now - e.lastSeenMillis >= expireAfterMillis, now, false);
    }
    if (snapshots.open() == null) {
      evaluation.giveUp(p -> now - p.sinceMillis() >= limits.parkedMillis(), now);
    }
  }

  private void start(IntakeRecord record, long now) {
    if (snapshots.open() != null) {
      String message =
          "a snapshot starts while the one that started at offset %d is open; that one is abandoned"
              .formatted(snapshots.open().startOffset);
      errors.add(Level.ERROR, "SnapshotAlreadyOpen", message, null, now);
      checkHost(record, now);
      evaluation.giveUp(p -> true, now);
    }
    snapshots.open(new OpenSnapshot(record.offset(), record.host()));
  }

  private void checkHost(IntakeRecord record, long now) {
    OpenSnapshot open = snapshots.open();
    if (open != null && open.isNewForeigner(record.host())) {
      String message =
          "the snapshot was started by host %s, but host %s sends to the same instance"
              .formatted(open.host, record.host());
      errors.add(Level.ERROR, "SnapshotDataFromMultipleHosts", message, null, now);
    }
  }

  private void stop(long now) {
    if (snapshots.open() == null) {
      String message = "a snapshot stops that was never started; nothing is deleted";
      errors.add(Level.WARN, "SnapshotNotOpen", message, null, now);
      return;
    }
    removeAll(e -> !snapshots.hasSeen(e), now, true);
    evaluation.giveUp(p -> true, now);
    snapshots.close();
  }

  private void removeAll(Predicate<ExternalElement> condition, long now, boolean atStop) {
    List<ExternalRelation> relations =
        topology.relations.values().stream().filter(condition).toList();
    relations.forEach(topology::remove);
    List<ExternalComponent> components =
        topology.components.values().stream().filter(condition).toList();
    for (ExternalComponent component : components) {
      for (ExternalRelation orphan : topology.remove(component)) {
        if (atStop) {
          evaluation.withoutComponent(
              orphan.externalId, orphan.source.externalId, orphan.target.externalId, now);
        }
      }
    }
  }

  private void delete(String externalId, long now) {
    if (externalId == null) {
      errors.add(
          Level.ERROR, "IdExtractor", "externalId of a delete: missing, expected text", null, now);
      return;
    }
    ExternalRelation relation = topology.relation(externalId);
    if (relation != null) {
      topology.removeParts(relation, 1);
      topology.remove(relation);
    }
    evaluation.forgetParked(externalId);
    ExternalComponent component = topology.component(externalId);
    if (component != null) {
      topology.removeParts(component, 1);
      for (ExternalRelation orphan : topology.remove(component)) {
        if (snapshots.open() != null && snapshots.hasSeen(orphan)) {
          evaluation.park(orphan.parked(snapshots.open().startOffset, now), now);
        }
      }
    }
  }
}
