package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.settings.MergeStrategy;
import io.stackstate.synchronization.mapping.MappedComponents;
import io.stackstate.synchronization.mapping.PartIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

  /** The component with this external id; null when there is none. */
  ExternalComponent component(String externalId) {
    return externalId == null ? null : components.get(externalId);
  }

  /** The relation with this external id; null when there is none. */
  ExternalRelation relation(String externalId) {
    return externalId == null ? null : relations.get(externalId);
  }

  List<ExternalElement> components(Predicate<ExternalElement> condition, int limit) {
    return components.values().stream()
        .<ExternalElement>map(c -> c)
        .filter(condition)
        .limit(limit)
        .toList();
  }

  List<ExternalElement> relations(Predicate<ExternalElement> condition, int limit) {
    return relations.values().stream()
        .<ExternalElement>map(r -> r)
        .filter(condition)
        .limit(limit)
        .toList();
  }

  /** Visits the element and all else that the template made of the same external element. */
  void forEachPart(ExternalElement element, Consumer<ExternalElement> visitor) {
    visitor.accept(element);
    for (int place = 1; place <= element.parts; place++) {
      ExternalElement part = part(element, place);
      if (part != null) {
        visitor.accept(part);
      }
    }
  }

  /** Removes what the template made of the same external element, from this place on. */
  void removeParts(ExternalElement element, int from) {
    for (int place = Math.max(1, from); place <= element.parts; place++) {
      ExternalElement part = part(element, place);
      if (part != null) {
        remove(part);
      }
    }
    element.parts = Math.min(element.parts, Math.max(0, from - 1));
  }

  private ExternalElement part(ExternalElement element, int place) {
    String externalId = PartIds.externalId(element.externalId, place);
    return element instanceof ExternalComponent ? component(externalId) : relation(externalId);
  }

  /** Creates or updates what the template made of one external element; returns the first. */
  ExternalComponent put(String externalId, MappedComponents mapped, long createdMillis) {
    MergeStrategy strategy =
        mapped.strategy() == MergeStrategy.MergePreferTheirs ? null : mapped.strategy();
    int count = mapped.components().size();
    ExternalComponent first = put(externalId, mapped.components().get(0), strategy, createdMillis);
    if (count > 1 || first.parts > 0) {
      removeParts(first, count);
      for (int i = 1; i < count; i++) {
        put(PartIds.externalId(externalId, i), mapped.components().get(i), strategy, createdMillis);
      }
      first.parts = count - 1;
    }
    return first;
  }

  private ExternalComponent put(
      String externalId, Component mapped, MergeStrategy strategy, long createdMillis) {
    ExternalComponent component = components.get(externalId);
    if (component == null) {
      component = new ExternalComponent(sync, externalId, mapped.id(), createdMillis);
      adopt(component);
      createdComponents++;
    }
    long hash = workspace.fingerprint.of(mapped, strategy);
    if (hash != component.stateHash) {
      workspace.pending.touch(component);
      workspace.names.ofComponent(mapped);
      component.strategy = strategy;
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
    workspace.names.ofRelation(mapped);
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

  /** Removes it; of a component the relations too. */
  void remove(ExternalElement element) {
    if (element instanceof ExternalComponent component) {
      remove(component);
    } else if (element instanceof ExternalRelation relation) {
      remove(relation);
    }
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

  int size() {
    return components.size() + relations.size();
  }

  boolean isEmpty() {
    return components.isEmpty() && relations.isEmpty();
  }
}
