package io.stackstate.synchronization.external;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import io.stackstate.synchronization.mapping.Merger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stage C: which external components make one component of the graph (topology sheet, section 3.3).
 * They are the connected components of the graph of identifiers and external components. What a
 * batch touched is walked anew, which also splits groups; the rest is left alone. The result
 * depends on the external topology alone and not on the order of events.
 */
final class Grouping {
  private final Workspace workspace;
  private final Merger merger;
  private final int maxBytes;
  private final Overflow overflow;
  private final ComponentEvents components;

  private int pass;
  private ChangeSet out;

  /** With one of those who showed it, the oldest if it is among them. */
  private final Map<Long, ExternalComponent> shownBefore = new HashMap<>();

  private final Set<Long> shownNow = new HashSet<>();

  /**
   * @param maxBytes contributors that together are larger do not merge, because no record could
   *     hold them
   */
  Grouping(Workspace workspace, Merger merger, int maxBytes, Overflow overflow) {
    this.workspace = workspace;
    this.merger = merger;
    this.maxBytes = maxBytes;
    this.overflow = overflow;
    this.components = new ComponentEvents(workspace);
  }

  /** Writes the components that the batch changed; relations that must follow become pending. */
  void regroup(ChangeSet changes) {
    pass++;
    out = changes;
    for (ExternalComponent component : workspace.pending.components.keySet()) {
      if (component.removed) {
        wasShown(component);
      } else {
        visit(component);
      }
    }
    workspace.pending.identifiers.forEach(i -> workspace.index.forEachHolder(i, this::visit));
    components.tell(shownBefore, shownNow);
    shownBefore.keySet().removeAll(shownNow);
    shownBefore.keySet().forEach(id -> changes.delete(Aspect.COMPONENT, id));
    shownBefore.clear();
    shownNow.clear();
  }

  private void visit(ExternalComponent start) {
    if (start.visitedIn == pass) {
      return;
    }
    start.visitedIn = pass;
    if (start.identifiers.isEmpty()) {
      showAlone(start);
      return;
    }
    List<ExternalComponent> members = reach(start);
    if (members.size() == 1) {
      showAlone(start);
      return;
    }
    members.sort(ExternalComponent.OLDEST_FIRST);
    if (members.stream().mapToLong(ExternalComponent::size).sum() <= maxBytes) {
      showMerged(List.copyOf(members));
      return;
    }
    if (members.stream().anyMatch(workspace.pending::changed)) {
      overflow.tooLarge(members.get(0), members.size());
    }
    members.forEach(this::showAlone);
  }

  private List<ExternalComponent> reach(ExternalComponent start) {
    List<ExternalComponent> members = new ArrayList<>(2);
    members.add(start);
    for (int i = 0; i < members.size(); i++) {
      for (String identifier : members.get(i).identifiers) {
        workspace.index.forEachHolder(
            identifier,
            holder -> {
              if (holder.visitedIn != pass) {
                holder.visitedIn = pass;
                members.add(holder);
              }
            });
      }
    }
    return members;
  }

  private void showAlone(ExternalComponent component) {
    boolean write = workspace.pending.changed(component) || component.group != null;
    show(component, component.id, null, false);
    if (write) {
      Component shown = component.contribution().withSources(List.of(component.source(null)));
      byte[] bytes = Encoding.bytes(shown);
      component.written(bytes);
      component.outputHash = 0;
      out.upsert(Aspect.COMPONENT, component.id, bytes);
      components.written(shown, component);
    } else {
      component.compact();
    }
  }

  private void showMerged(List<ExternalComponent> members) {
    long id = members.get(0).id;
    for (ExternalComponent member : members) {
      long ofSameSync = members.stream().filter(m -> m.sync == member.sync).limit(2).count();
      show(member, id, members, ofSameSync > 1);
    }
    List<Source> sources =
        members.stream().map(member -> member.source(member.contribution())).toList();
    Component shown = merger.merge(sources);
    byte[] bytes = Encoding.bytes(shown);
    long hash = workspace.fingerprint.of(bytes);
    if (hash != members.get(0).outputHash) {
      members.get(0).outputHash = hash;
      out.upsert(Aspect.COMPONENT, id, bytes);
      components.written(shown, members.get(0));
    }
    members.forEach(ExternalComponent::compact);
  }

  private void show(
      ExternalComponent component, long id, List<ExternalComponent> group, boolean ambiguous) {
    wasShown(component);
    shownNow.add(id);
    if (component.elementId != id || component.ambiguous != ambiguous) {
      if (component.elementId != id) {
        component.outputHash = 0;
      }
      component.elementId = id;
      component.ambiguous = ambiguous;
      component.outgoing.forEach(workspace.pending.relations::add);
      component.incoming.forEach(workspace.pending.relations::add);
    }
    component.group = group;
  }

  private void wasShown(ExternalComponent component) {
    if (component.elementId != 0) {
      shownBefore.merge(
          component.elementId,
          component,
          (present, other) -> other.id == other.elementId ? other : present);
    }
  }

  /** Learns that components that share identifiers could not be merged. */
  @FunctionalInterface
  interface Overflow {
    void tooLarge(ExternalComponent oldest, int contributors);
  }
}
