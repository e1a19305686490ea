package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.event.PropertiesChange.SourceChange;
import io.stackstate.model.event.VersionChange;
import io.stackstate.synchronization.event.ElementEvents;
import io.stackstate.synchronization.event.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds out what a batch did to components of the graph, from what their contributors say and said
 * (health sheet, section 8.2).
 */
final class ComponentEvents {
  private final Workspace workspace;
  private final ElementEvents events;
  private final List<Written> written = new ArrayList<>();

  /**
   * A record that was written.
   *
   * @param oldVersion of the record before
   */
  private record Written(Component shown, String oldVersion) {}

  ComponentEvents(Workspace workspace) {
    this.workspace = workspace;
    this.events = workspace.events;
  }

  /**
   * A component was written.
   *
   * @param oldest its oldest contributor
   */
  void written(Component shown, ExternalComponent oldest) {
    if (events.ofComponents()) {
      written.add(new Written(shown, oldest.shownVersion));
    }
    oldest.shownVersion = shown.version();
  }

  /**
   * Tells of all that was written, and of what is gone.
   *
   * @param before the components that were there, with one of their contributors
   * @param now the ids of those that are there, among them all that were written
   */
  void tell(Map<Long, ExternalComponent> before, Set<Long> now) {
    if (!events.ofComponents()) {
      return;
    }
    Map<Long, List<ExternalComponent>> touched = written.isEmpty() ? Map.of() : touched(before);
    for (Written record : written) {
      Component shown = record.shown();
      Subject subject = subject(shown, shown.identifiers());
      if (before.containsKey(shown.id())) {
        events.updated(
            subject,
            version(record.oldVersion(), shown.version()),
            sources(shown.id(), touched.getOrDefault(shown.id(), List.of())));
      } else {
        events.created(subject);
      }
    }
    written.clear();
    before.forEach(
        (id, contributor) -> {
          if (!now.contains(id)) {
            deleted(id, contributor);
          }
        });
  }

  private static Subject subject(Component shown, List<String> identifiers) {
    return Subject.component(shown.id(), identifiers, shown.name(), shown.type());
  }

  private static VersionChange version(String before, String after) {
    return Objects.equals(before, after) ? null : new VersionChange(before, after);
  }

  /** The contributors that changed, by the components that were there and show or showed them. */
  private Map<Long, List<ExternalComponent>> touched(Map<Long, ExternalComponent> there) {
    Map<Long, List<ExternalComponent>> touched = new HashMap<>();
    workspace.pending.components.forEach(
        (component, before) -> {
          if (there.containsKey(before.elementId())) {
            touched.computeIfAbsent(before.elementId(), id -> new ArrayList<>()).add(component);
          }
          boolean moved = component.elementId != before.elementId() && !component.removed;
          if (moved && there.containsKey(component.elementId)) {
            touched.computeIfAbsent(component.elementId, id -> new ArrayList<>()).add(component);
          }
        });
    return touched;
  }

  private List<SourceChange> sources(long id, List<ExternalComponent> contributors) {
    List<SourceChange> changes = new ArrayList<>(contributors.size());
    for (ExternalComponent contributor : contributors) {
      Pending.Before before = workspace.pending.components.get(contributor);
      boolean isThere = !contributor.removed && contributor.elementId == id;
      byte[] old = before.elementId() == id ? before.encoded() : null;
      SourceChange change =
          events.source(
              contributor.sync,
              contributor.externalId,
              old,
              isThere ? contributor.encoded() : null);
      if (change != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** What is known of it is what that contributor said, which is all when it was the only one. */
  private void deleted(long id, ExternalComponent contributor) {
    Pending.Before before = workspace.pending.components.get(contributor);
    byte[] said = before == null ? contributor.encoded() : before.encoded();
    Component component = Encoding.component(said);
    List<String> identifiers = before == null ? contributor.identifiers : before.identifiers();
    events.deleted(Subject.component(id, identifiers, component.name(), component.type()));
  }
}
