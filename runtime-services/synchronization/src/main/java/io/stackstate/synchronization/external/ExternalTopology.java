package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The elements of one synchronization and how many were created and deleted. Every change is noted
 * in the workspace, from which the next batch is made.
 */
final class ExternalTopology {
  final Map<String, ExternalComponent> components = new HashMap<>();
  final Map<String, ExternalRelation> relations = new HashMap<>();
  long createdComponents;
  long deletedComponents;
  long createdRelations;
  long deletedRelations;

  private final long sync;
  private final Workspace workspace;

  ExternalTopology(long sync, Workspace workspace) {
    this.sync = sync;
    this.workspace = workspace;
  }

  long componentId(String syncIdentifier, String externalId) {
    ExternalComponent present = components.get(externalId);
    return present != null
        ? present.id
        : workspace.ids.next("component", syncIdentifier, externalId);
  }

  long relationId(String syncIdentifier, String externalId) {
    ExternalRelation present = relations.get(externalId);
    return present != null
        ? present.id
        : workspace.ids.next("relation", syncIdentifier, externalId);
  }

  /** Creates or updates; the id must be that of {@link #componentId}. */
  ExternalComponent put(String externalId, Component mapped, long createdMillis) {
    ExternalComponent component = components.get(externalId);
    if (component == null) {
      component = new ExternalComponent(sync, externalId, mapped.id(), createdMillis);
      adopt(component);
      createdComponents++;
    }
    long hash = workspace.fingerprint.of(mapped);
    if (hash != component.stateHash) {
      workspace.pending.touch(component);
      identify(component, mapped.identifiers());
      component.say(mapped, hash);
    }
    return component;
  }

  /** Creates or updates; the id must be that of {@link #relationId}. */
  ExternalRelation put(Relation mapped, ExternalComponent source, ExternalComponent target) {
    ExternalRelation relation = relations.get(mapped.externalId());
    long hash = workspace.fingerprint.of(mapped);
    if (relation == null) {
      relation = new ExternalRelation(mapped.externalId(), mapped.id());
      adopt(relation, source, target);
      createdRelations++;
    } else if (relation.source != source || relation.target != target) {
      relation.detach();
      relation.attach(source, target);
    } else if (hash == relation.stateHash) {
      return relation;
    }
    relation.say(mapped, hash);
    workspace.pending.relations.add(relation);
    return relation;
  }

  /** Removes it with its relations, which are returned: an edge cannot outlive its vertex. */
  List<ExternalRelation> remove(ExternalComponent component) {
    List<ExternalRelation> gone = new ArrayList<>(component.outgoing.copy());
    gone.forEach(this::remove);
    List<ExternalRelation> incoming = component.incoming.copy();
    incoming.forEach(this::remove);
    gone.addAll(incoming);
    workspace.pending.touch(component);
    identify(component, List.of());
    component.removed = true;
    components.remove(component.externalId);
    workspace.ids.release(component.id);
    deletedComponents++;
    return gone;
  }

  void remove(ExternalRelation relation) {
    relation.detach();
    relation.removed = true;
    relations.remove(relation.externalId);
    workspace.ids.release(relation.id);
    workspace.pending.relations.add(relation);
    deletedRelations++;
  }

  /** Takes in a component that is new or was restored. */
  void adopt(ExternalComponent component) {
    components.put(component.externalId, component);
    workspace.ids.take(component.id);
  }

  /** Takes in a relation that is new or was restored. */
  void adopt(ExternalRelation relation, ExternalComponent source, ExternalComponent target) {
    relations.put(relation.externalId, relation);
    workspace.ids.take(relation.id);
    relation.attach(source, target);
  }

  /** Makes the identifiers of a component known, and the ones that it lost forgotten. */
  void identify(ExternalComponent component, List<String> identifiers) {
    if (component.identifiers.equals(identifiers)) {
      return;
    }
    for (String lost : component.identifiers) {
      workspace.index.remove(lost, component);
      workspace.pending.identifiers.add(lost);
    }
    component.identifiers = identifiers;
    identifiers.forEach(identifier -> workspace.index.add(identifier, component));
  }

  boolean isEmpty() {
    return components.isEmpty() && relations.isEmpty();
  }
}
