package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.MappedComponents;
import io.stackstate.synchronization.mapping.MappedRelations;
import io.stackstate.synchronization.mapping.PartIds;
import io.stackstate.synchronization.mapping.Pipeline;
import io.stackstate.synchronization.mapping.RelationMapper.Ends;

/** Runs the step functions of a synchronization on what was sent, and allots ids. */
final class ElementMapping {
  /** Below it no element can have a JSON that is too large, so its length need not be known. */
  private static final int SMALL = 100_000;

  private final long sync;
  private final String syncIdentifier;
  private final Pipeline pipeline;
  private final Fingerprint fingerprint;
  private final int maxBytes;

  ElementMapping(
      long sync, String syncIdentifier, Pipeline pipeline, Workspace workspace, int maxBytes) {
    this.sync = sync;
    this.syncIdentifier = syncIdentifier;
    this.pipeline = pipeline;
    this.fingerprint = workspace.fingerprint;
    this.maxBytes = maxBytes;
  }

  long hash(TopologyPayload.Component sent) {
    return fingerprint.of(sent);
  }

  long hash(TopologyPayload.Relation sent) {
    return fingerprint.of(sent);
  }

  ExtComponent extract(TopologyPayload.Component sent) throws ElementException {
    return pipeline.ids().component(sent);
  }

  ExtRelation extract(TopologyPayload.Relation sent) throws ElementException {
    return pipeline.ids().relation(sent);
  }

  MappedComponents map(
      ExternalTopology topology, ExtComponent element, TopologyPayload.Component sent)
      throws ElementException {
    MappedComponents mapped =
        pipeline
            .components()
            .map(
                place ->
                    topology.componentId(
                        syncIdentifier, PartIds.externalId(element.externalId(), place)),
                element);
    if (length(sent.externalId(), sent.typeName(), sent.data(), sent.sourceProperties()) > SMALL) {
      for (Component component : mapped.components()) {
        checkSize(Encoding.bytes(component).length);
      }
    }
    return mapped;
  }

  /** The components that the relation names, which need not exist. */
  Ends ends(ExternalTopology topology, ExtRelation element) {
    return new Ends(
        topology.componentId(syncIdentifier, element.sourceExternalId()),
        topology.componentId(syncIdentifier, element.targetExternalId()));
  }

  MappedRelations map(
      ExternalTopology topology, ExtRelation element, Ends ends, TopologyPayload.Relation sent)
      throws ElementException {
    MappedRelations mapped =
        pipeline
            .relations()
            .map(
                place ->
                    topology.relationId(
                        syncIdentifier, PartIds.externalId(element.externalId(), place)),
                sync,
                element,
                ends);
    int length = length(sent.sourceId(), sent.targetId(), sent.data(), sent.sourceProperties());
    if (length + length(sent.externalId(), sent.typeName()) > SMALL) {
      for (Relation relation : mapped.relations()) {
        checkSize(Encoding.bytes(relation).length);
      }
    }
    return mapped;
  }

  /**
   * The relation with the id that it has or may have now: another may have taken the one it got.
   */
  Relation withId(ExternalTopology topology, Relation relation) {
    long id = topology.relationId(syncIdentifier, relation.externalId());
    return id == relation.id() ? relation : Encoding.withId(relation, id);
  }

  private void checkSize(int bytes) throws ElementException {
    if (bytes > maxBytes) {
      throw new ElementException(
          "ElementTooLarge", "found %d bytes, expected at most %d".formatted(bytes, maxBytes));
    }
  }

  private static int length(String... texts) {
    int length = 0;
    for (String text : texts) {
      length += text == null ? 0 : text.length();
    }
    return length;
  }
}
