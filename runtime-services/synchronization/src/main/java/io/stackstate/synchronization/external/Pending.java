package io.stackstate.synchronization.external;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been touched since the last batch was drained. */
final class Pending {
  /** With what each was then. */
  final Map<ExternalComponent, Before> components = new LinkedHashMap<>();

  /** Identifiers that lost a holder: those that held together through it may have to split. */
  final Set<String> identifiers = new LinkedHashSet<>();

  final Set<ExternalRelation> relations = new LinkedHashSet<>();

  /**
   * A component as it was when it was last written.
   *
   * @param elementId of the component that showed it; 0 when none did
   * @param stateHash of what it said; 0 when it was not written
   * @param encoded what it said, as JSON that may have sources
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Before(long elementId, long stateHash, List<String> identifiers, byte[] encoded) {}

  /** To be called before the component changes. */
  void touch(ExternalComponent component) {
    if (!components.containsKey(component)) {
      boolean isNew = component.elementId == 0;
      components.put(
          component,
          new Before(
              component.elementId,
              isNew ? 0 : component.stateHash,
              component.identifiers,
              component.encoded()));
    }
  }

  boolean changed(ExternalComponent component) {
    Before before = components.get(component);
    return before != null && before.stateHash() != component.stateHash;
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
