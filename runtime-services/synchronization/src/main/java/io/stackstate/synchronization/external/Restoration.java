package io.stackstate.synchronization.external;

import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongObjectCursor;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.synchronization.mapping.PartIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Rebuilds the external topologies of all synchronizations from the change log: first {@link
 * #apply} with every change, then {@link #build}. Only the newest record of each key is decoded.
 */
final class Restoration {
  private final LongObjectHashMap<byte[]> components = new LongObjectHashMap<>();
  private final LongObjectHashMap<byte[]> relations = new LongObjectHashMap<>();
  private final LongObjectHashMap<List<ExternalComponent>> contributors = new LongObjectHashMap<>();

  private final Workspace workspace;
  private final LongFunction<ExternalTopology> topology;
  private final Map<Long, ExternalTopology> topologies = new HashMap<>();
  private final long now;

  Restoration(Workspace workspace, LongFunction<ExternalTopology> topology, long nowMillis) {
    this.workspace = workspace;
    this.topology = topology;
    this.now = nowMillis;
  }

  void apply(Change change) {
    if (change.key().aspect() == Aspect.COMPONENT) {
      keep(components, change);
    } else if (change.key().aspect() == Aspect.RELATION) {
      keep(relations, change);
    }
  }

  private static void keep(LongObjectHashMap<byte[]> records, Change change) {
    if (change.isDelete()) {
      records.remove(change.key().id());
    } else {
      records.put(change.key().id(), change.value());
    }
  }

  /**
   * Fills the external topologies.
   *
   * @return ids of relations whose component is not there
   */
  List<Long> build() {
    for (LongObjectCursor<byte[]> cursor : components) {
      component(cursor.value);
    }
    components.release();
    List<Long> orphans = new ArrayList<>();
    for (LongObjectCursor<byte[]> cursor : relations) {
      if (!relation(cursor.value)) {
        orphans.add(cursor.key);
      }
    }
    relations.release();
    contributors.release();
    topologies.values().forEach(Restoration::countParts);
    return orphans;
  }

  private void component(byte[] json) {
    Component component = Encoding.component(json);
    List<ExternalComponent> group = new ArrayList<>(component.sources().size());
    for (Source source : component.sources()) {
      group.add(contributor(component, source, json));
    }
    contributors.put(component.id(), List.copyOf(group));
    if (group.size() > 1) {
      group.get(0).outputHash = workspace.fingerprint.of(json);
    }
    if (!group.isEmpty()) {
      group.get(0).shownVersion = component.version();
    }
    for (ExternalComponent member : group) {
      member.elementId = component.id();
      if (group.size() > 1) {
        member.group = contributors.get(component.id());
        member.ambiguous = group.stream().filter(m -> m.sync == member.sync).count() > 1;
      }
    }
  }

  /** The parts of an element are found by their external ids. */
  private static void countParts(ExternalTopology topology) {
    topology.components.values().forEach(c -> countPart(c, topology::component));
    topology.relations.values().forEach(r -> countPart(r, topology::relation));
  }

  private static void countPart(
      ExternalElement element, Function<String, ? extends ExternalElement> elements) {
    ExternalElement first = elements.apply(PartIds.element(element.externalId));
    if (first != null) {
      first.parts = Math.max(first.parts, PartIds.place(element.externalId));
    }
  }

  private ExternalComponent contributor(Component shown, Source source, byte[] json) {
    Component said = source.contribution() == null ? shown : source.contribution();
    ExternalComponent component =
        new ExternalComponent(
            source.sync(), source.externalId(), said.id(), source.createdMillis());
    ExternalTopology topology = of(source.sync());
    topology.adopt(component);
    topology.identify(component, said.identifiers());
    component.stateHash = workspace.fingerprint.of(said, source.strategy());
    component.strategy = source.strategy();
    workspace.names.ofComponent(said);
    component.lastSeenMillis = now;
    component.written(source.contribution() == null ? json : Encoding.bytes(said));
    return component;
  }

  private ExternalTopology of(long sync) {
    return topologies.computeIfAbsent(sync, topology::apply);
  }

  private boolean relation(byte[] json) {
    Relation shown = Encoding.relation(json);
    ExternalComponent source = find(shown.source(), shown.sync(), shown.sourceExternalId());
    ExternalComponent target = find(shown.target(), shown.sync(), shown.targetExternalId());
    if (source == null || target == null) {
      return false;
    }
    ExternalRelation relation = new ExternalRelation(shown.externalId(), shown.id());
    of(shown.sync()).adopt(relation, source, target);
    workspace.names.ofRelation(shown);
    relation.stateHash = workspace.fingerprint.of(shown);
    relation.lastSeenMillis = now;
    relation.written(json);
    relation.outputHash = workspace.fingerprint.ofOutput(relation);
    return true;
  }

  private ExternalComponent find(long id, long sync, String externalId) {
    for (ExternalComponent c : contributors.getOrDefault(id, List.of())) {
      if (c.sync == sync && (externalId == null || externalId.equals(c.externalId))) {
        return c;
      }
    }
    return null;
  }
}
