package io.stackstate.synchronization.external;

import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncStatus.Level;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.MappedComponents;
import io.stackstate.synchronization.mapping.MappedRelations;
import io.stackstate.synchronization.mapping.PartIds;
import io.stackstate.synchronization.mapping.RelationMapper.Ends;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stages A and B for single elements: runs the pipeline on what was sent and keeps what comes out.
 * An element that cannot be evaluated is counted, and what is there of it stays as it was.
 *
 * <p>A relation one of whose components is unknown is parked.
 */
final class Evaluation {
  final ExternalTopology topology;
  final ParkedRelations parked = new ParkedRelations();
  final SnapshotState snapshots = new SnapshotState();

  private final SyncErrors errors;
  private final StreamLimits limits;
  private ElementMapping mapping;
  private int generation;

  Evaluation(
      ExternalTopology topology, ElementMapping mapping, SyncErrors errors, StreamLimits limits) {
    this.topology = topology;
    this.mapping = mapping;
    this.errors = errors;
    this.limits = limits;
  }

  ElementMapping mapping() {
    return mapping;
  }

  /** Takes another pipeline: nothing that is there has been evaluated by it. */
  void use(ElementMapping other) {
    mapping = other;
    startGeneration();
  }

  /** From now on nothing that is there counts as evaluated. */
  void startGeneration() {
    generation++;
    parked.forgetInputs();
  }

  boolean isEvaluated(ExternalElement element) {
    return element.evaluatedIn == generation;
  }

  void component(TopologyPayload.Component sent, IntakeRecord record, long now) {
    ExternalComponent present = topology.component(sent.externalId());
    long hash = mapping.hash(sent);
    if (isUnchanged(present, hash)) {
      seen(present, now);
      return;
    }
    String externalId = sent.externalId();
    try {
      ExtComponent element = mapping.extract(sent);
      externalId = element.externalId();
      present = topology.component(externalId);
      put(element, sent, hash, record.receivedMillis(), now);
      seen(topology.component(externalId), now);
    } catch (ElementException e) {
      failed(e, present, externalId, now);
      seen(present, now);
    }
  }

  /**
   * Evaluates again what was sent before, unless that has happened already. It is no sign of life.
   *
   * @param creates whether it may come into being by that
   */
  void componentAgain(
      TopologyPayload.Component sent, IntakeRecord record, boolean creates, long now) {
    ExternalComponent present = topology.component(sent.externalId());
    String externalId = sent.externalId();
    try {
      ExtComponent element = mapping.extract(sent);
      externalId = element.externalId();
      present = topology.component(externalId);
      if (present == null ? !creates : isEvaluated(present)) {
        return;
      }
      put(element, sent, mapping.hash(sent), record.receivedMillis(), now);
      if (present == null) {
        topology.forEachPart(
            topology.component(externalId),
            part -> snapshots.seen(part, record.offset(), record.receivedMillis()));
      }
    } catch (ElementException e) {
      failed(e, present, externalId, now);
    }
  }

  void relation(TopologyPayload.Relation sent, IntakeRecord record, long now) {
    ExternalRelation present = topology.relation(sent.externalId());
    long hash = mapping.hash(sent);
    if (isUnchanged(present, hash)) {
      seen(present, now);
      return;
    }
    String externalId = sent.externalId();
    try {
      ExtRelation element = mapping.extract(sent);
      externalId = element.externalId();
      present = topology.relation(externalId);
      connect(element, sent, hash, record.offset(), now);
    } catch (ElementException e) {
      failed(e, present, externalId, now);
      seen(present, now);
    }
  }

  /** As {@link #componentAgain}. */
  void relationAgain(
      TopologyPayload.Relation sent, IntakeRecord record, boolean creates, long now) {
    ExternalRelation present = topology.relation(sent.externalId());
    String externalId = sent.externalId();
    try {
      ExtRelation element = mapping.extract(sent);
      externalId = element.externalId();
      present = topology.relation(externalId);
      boolean waits = parked.get(externalId) != null;
      if (waits || (present == null ? !creates : isEvaluated(present))) {
        return;
      }
      int seenIn = present == null ? 0 : present.seenIn;
      long lastSeen = present == null ? record.receivedMillis() : present.lastSeenMillis;
      connect(element, sent, mapping.hash(sent), record.offset(), now);
      ExternalRelation connected = topology.relation(externalId);
      if (connected != null && present != null) {
        connected.seen(seenIn, lastSeen);
      }
    } catch (ElementException e) {
      failed(e, present, externalId, now);
    }
  }

  private boolean isUnchanged(ExternalElement present, long inputHash) {
    return present != null && present.inputHash == inputHash && isEvaluated(present);
  }

  /** A sign of life of an element, if it is there, and of all that came out of it. */
  private void seen(ExternalElement present, long now) {
    if (present != null) {
      topology.forEachPart(present, part -> snapshots.seen(part, now));
    }
  }

  private void put(
      ExtComponent element, TopologyPayload.Component sent, long hash, long received, long now)
      throws ElementException {
    MappedComponents mapped = mapping.map(topology, element, sent);
    boolean isNew = topology.component(element.externalId()) == null;
    ExternalComponent first = topology.put(element.externalId(), mapped, received);
    first.inputHash = hash;
    topology.forEachPart(first, part -> part.evaluatedIn = generation);
    mapped.unexecuted().forEach(part -> errors.notExecuted(part, now));
    if (isNew) {
      parked.naming(element.externalId()).forEach(waiting -> retry(waiting, now));
    }
  }

  private void connect(
      ExtRelation element, TopologyPayload.Relation sent, long hash, long offset, long now)
      throws ElementException {
    Ends ends = mapping.ends(topology, element);
    MappedRelations mapped = mapping.map(topology, element, ends, sent);
    mapped.unexecuted().forEach(part -> errors.notExecuted(part, now));
    ExternalRelation outdated = topology.relation(element.externalId());
    int count = mapped.relations().size();
    if (outdated != null && outdated.parts >= count) {
      topology.removeParts(outdated, count);
    }
    for (int i = 0; i < count; i++) {
      Relation relation = mapped.relations().get(i);
      boolean exchanged = relation.source() != ends.source();
      connect(
          new ParkedRelation(
              relation,
              exchanged ? element.targetExternalId() : element.sourceExternalId(),
              exchanged ? element.sourceExternalId() : element.targetExternalId(),
              hash,
              offset,
              now),
          now);
    }
    ExternalRelation first = topology.relation(element.externalId());
    if (first != null) {
      first.parts = count - 1;
    }
  }

  private void connect(ParkedRelation relation, long now) {
    ExternalComponent source = topology.component(relation.sourceExternalId());
    ExternalComponent target = topology.component(relation.targetExternalId());
    if (source == null || target == null) {
      ExternalRelation outdated = topology.relation(relation.externalId());
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
    connected.evaluatedIn = generation;
    snapshots.seen(connected, relation.offset(), now);
  }

  private void retry(ParkedRelation waiting, long now) {
    if (topology.component(waiting.sourceExternalId()) != null
        && topology.component(waiting.targetExternalId()) != null) {
      connect(waiting, now);
      ExternalRelation first = topology.relation(PartIds.element(waiting.externalId()));
      if (first != null) {
        first.parts = Math.max(first.parts, PartIds.place(waiting.externalId()));
      }
    }
  }

  void park(ParkedRelation relation, long now) {
    parked.put(relation);
    if (parked.size() > limits.maxParked()) {
      ParkedRelation oldest = parked.oldest();
      giveUp(p -> p == oldest, now);
    }
  }

  /** A delete ends the wait of the relation, and of those that name it and are not confirmed. */
  void forgetParked(String externalId) {
    parked.remove(externalId);
    int part = 1;
    while (parked.remove(PartIds.externalId(externalId, part))) {
      part++;
    }
    for (ParkedRelation waiting : parked.naming(externalId)) {
      if (snapshots.open() == null || snapshots.isBefore(waiting.offset())) {
        parked.remove(waiting.externalId());
      }
    }
  }

  void giveUp(Predicate<ParkedRelation> condition, long now) {
    for (ParkedRelation p : parked.removeOldest(condition)) {
      withoutComponent(p.externalId(), p.sourceExternalId(), p.targetExternalId(), now);
    }
  }

  void withoutComponent(String externalId, String source, String target, long now) {
    boolean noSource = topology.component(source) == null;
    boolean noTarget = topology.component(target) == null;
    String missing =
        noSource && noTarget ? "both are" : noSource ? "the source is" : "the target is";
    String message =
        "the relation from component %s to component %s is not created: %s unknown"
            .formatted(source, target, missing);
    errors.add(Level.WARN, "RelationWithoutComponent", message, externalId, now);
  }

  /** What is there stays as it was: the new pipeline has no better answer. */
  private void failed(ElementException e, ExternalElement present, String externalId, long now) {
    if (present != null) {
      topology.forEachPart(present, part -> part.evaluatedIn = generation);
      present.inputHash = 0;
    }
    errors.add(Level.ERROR, e.category(), e.getMessage(), externalId, now);
  }

  List<ExternalElement> notEvaluated(int limit) {
    List<ExternalElement> missing = topology.relations(r -> !isEvaluated(r), limit);
    return missing.isEmpty() ? topology.components(c -> !isEvaluated(c), limit) : missing;
  }

  boolean isEveryComponentEvaluated() {
    return topology.components(c -> !isEvaluated(c), 1).isEmpty();
  }

  boolean isEveryRelationEvaluated() {
    return topology.relations(r -> !isEvaluated(r), 1).isEmpty();
  }
}
