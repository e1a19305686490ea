package io.stackstate.synchronization.external;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What has been touched since the last batch was drained. */
final class Pending {
  /** With what each said then; 0 for one that was not written. */
  final Map<ExternalComponent, Long> components = new LinkedHashMap<>();

  /** Identifiers that lost a holder: those that held together through it may have to split. */
  final Set<String> identifiers = new LinkedHashSet<>();

  final Set<ExternalRelation> relations = new LinkedHashSet<>();

  /** To be called before the component changes. */
  void touch(ExternalComponent component) {
    components.putIfAbsent(component, component.elementId == 0 ? 0L : component.stateHash);
  }

  boolean changed(ExternalComponent component) {
    Long before = components.get(component);
    return before != null && before != component.stateHash;
  }

  boolean isEmpty() {
    return components.isEmpty() && identifiers.isEmpty() && relations.isEmpty();
  }

  int size() {
    return components.size() + relations.size();
  }

  void clear() {
    components.clear();
    identifiers.clear();
    relations.clear();
  }
}
