package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncStatus.Level;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stage A: folds the records of one topology stream into the external topology of one
 * synchronization (topology sheet, sections 2.4 and 3.1; intake sheet, section 6.2).
 *
 * <p>A relation one of whose components is unknown is parked: until the snapshot it came in stops,
 * or for ten minutes. A deleted component takes its relations with it. Only those that the open
 * snapshot has confirmed are parked, because the sender may still send the component again; all
 * others are created again when they are sent again.
 */
final class TopologyStream {
  final ExternalTopology topology;
  final ParkedRelations parked = new ParkedRelations();
  final ElementMapping mapping;

  private final SyncErrors errors;
  private final StreamLimits limits;
  private OpenSnapshot open;
  private int snapshot;

  TopologyStream(
      ExternalTopology topology, ElementMapping mapping, SyncErrors errors, StreamLimits limits) {
    this.topology = topology;
    this.mapping = mapping;
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
      component(component, record.receivedMillis(), now);
    } else if (payload instanceof TopologyPayload.Relation relation) {
      relation(relation, record.offset(), now);
    } else if (payload instanceof TopologyPayload.Delete delete) {
      delete(delete.externalId(), now);
    } else {
      stop(now);
    }
  }

  /** The snapshot that is open, or null. */
  OpenSnapshot open() {
    return open;
  }

  void open(OpenSnapshot started) {
    open = started;
    snapshot++;
  }

  /** Gives up the open snapshot, as if it had never started: nothing is deleted. */
  void abandonSnapshot() {
    open = null;
  }

  void seen(ExternalElement element, long now) {
    element.seen(snapshot, now);
  }

  /** Removes what was not seen for so long, and relations that waited too long. */
  void expire(Long expireAfterMillis, long now) {
    if (expireAfterMillis != null) {
      removeAll(e -> now - e.lastSeenMillis >= expireAfterMillis, now, false);
    }
    if (open == null) {
      giveUp(p -> now - p.sinceMillis() >= limits.parkedMillis(), now);
    }
  }

  private void start(IntakeRecord record, long now) {
    if (open != null) {
      String message =
          "a snapshot starts while the one that started at offset %d is open; that one is abandoned"
              .formatted(open.startOffset);
      errors.add(Level.ERROR, "SnapshotAlreadyOpen", message, null, now);
      checkHost(record, now);
      giveUp(p -> true, now);
    }
    open(new OpenSnapshot(record.offset(), record.host()));
  }

  private void checkHost(IntakeRecord record, long now) {
    if (open != null && open.isNewForeigner(record.host())) {
      String message =
          "the snapshot was started by host %s, but host %s sends to the same instance"
              .formatted(open.host, record.host());
      errors.add(Level.ERROR, "SnapshotDataFromMultipleHosts", message, null, now);
    }
  }

  private void stop(long now) {
    if (open == null) {
      String message = "a snapshot stops that was never started; nothing is deleted";
      errors.add(Level.WARN, "SnapshotNotOpen", message, null, now);
      return;
    }
    removeAll(e -> e.seenIn != snapshot, now, true);
    giveUp(p -> true, now);
    open = null;
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
          withoutComponent(
              orphan.externalId, orphan.source.externalId, orphan.target.externalId, now);
        }
      }
    }
  }

  private void component(TopologyPayload.Component sent, long receivedMillis, long now) {
    ExternalComponent present =
        sent.externalId() == null ? null : topology.components.get(sent.externalId());
    long hash = mapping.hash(sent);
    if (present != null && present.inputHash == hash) {
      seen(present, now);
      return;
    }
    String externalId = sent.externalId();
    try {
      ExtComponent element = mapping.extract(sent);
      externalId = element.externalId();
      present = topology.components.get(externalId);
      Component mapped = mapping.map(topology, element, sent);
      ExternalComponent component = topology.put(externalId, mapped, receivedMillis);
      component.inputHash = hash;
      seen(component, now);
      if (present == null) {
        parked.naming(externalId).forEach(waiting -> retry(waiting, now));
      }
    } catch (ElementException e) {
      failed(e, present, externalId, now);
    }
  }

  private void relation(TopologyPayload.Relation sent, long offset, long now) {
    ExternalRelation present =
        sent.externalId() == null ? null : topology.relations.get(sent.externalId());
    long hash = mapping.hash(sent);
    if (present != null && present.inputHash == hash) {
      seen(present, now);
      return;
    }
    String externalId = sent.externalId();
    try {
      ExtRelation element = mapping.extract(sent);
      externalId = element.externalId();
      present = topology.relations.get(externalId);
      Relation mapped = mapping.map(topology, element, sent);
      connect(
          new ParkedRelation(
              mapped, element.sourceExternalId(), element.targetExternalId(), hash, offset, now),
          now);
    } catch (ElementException e) {
      failed(e, present, externalId, now);
    }
  }

  private void connect(ParkedRelation relation, long now) {
    ExternalComponent source = topology.components.get(relation.sourceExternalId());
    ExternalComponent target = topology.components.get(relation.targetExternalId());
    if (source == null || target == null) {
      ExternalRelation outdated = topology.relations.get(relation.externalId());
      if (outdated != null) {
        topology.remove(outdated);
      }
      park(relation, now);
      return;
    }
    parked.remove(relation.externalId());
    Relation mapped = mapping.withId(topology, relation.mapped());
    ExternalRelation connected = topology.put(mapped, source, target);
    connected.inputHash = relation.inputHash();
    boolean sentBefore = open != null && relation.offset() < open.startOffset;
    connected.seen(sentBefore ? snapshot - 1 : snapshot, now);
  }

  private void retry(ParkedRelation waiting, long now) {
    if (topology.components.containsKey(waiting.sourceExternalId())
        && topology.components.containsKey(waiting.targetExternalId())) {
      connect(waiting, now);
    }
  }

  void park(ParkedRelation relation, long now) {
    parked.put(relation);
    if (parked.size() > limits.maxParked()) {
      ParkedRelation oldest = parked.oldest();
      giveUp(p -> p == oldest, now);
    }
  }

  private void delete(String externalId, long now) {
    if (externalId == null) {
      errors.add(
          Level.ERROR, "IdExtractor", "externalId of a delete: missing, expected text", null, now);
      return;
    }
    ExternalRelation relation = topology.relations.get(externalId);
    if (relation != null) {
      topology.remove(relation);
    }
    forgetParked(externalId);
    ExternalComponent component = topology.components.get(externalId);
    if (component != null) {
      for (ExternalRelation orphan : topology.remove(component)) {
        if (open != null && orphan.seenIn == snapshot) {
          park(orphan.parked(open.startOffset, now), now);
        }
      }
    }
  }

  /** A delete ends the wait of the relation, and of those that name it and are not confirmed. */
  void forgetParked(String externalId) {
    parked.remove(externalId);
    for (ParkedRelation waiting : parked.naming(externalId)) {
      if (open == null || waiting.offset() < open.startOffset) {
        parked.remove(waiting.externalId());
      }
    }
  }

  private void giveUp(Predicate<ParkedRelation> condition, long now) {
    for (ParkedRelation p : parked.removeOldest(condition)) {
      withoutComponent(p.externalId(), p.sourceExternalId(), p.targetExternalId(), now);
    }
  }

  private void withoutComponent(String externalId, String source, String target, long now) {
    boolean noSource = !topology.components.containsKey(source);
    boolean noTarget = !topology.components.containsKey(target);
    String missing =
        noSource && noTarget ? "both are" : noSource ? "the source is" : "the target is";
    String message =
        "the relation from component %s to component %s is not created: %s unknown"
            .formatted(source, target, missing);
    errors.add(Level.WARN, "RelationWithoutComponent", message, externalId, now);
  }

  /** What is there stays as it was, and the sender did confirm it. */
  private void failed(ElementException e, ExternalElement present, String externalId, long now) {
    if (present != null) {
      seen(present, now);
    }
    errors.add(Level.ERROR, e.category(), e.getMessage(), externalId, now);
  }
}
