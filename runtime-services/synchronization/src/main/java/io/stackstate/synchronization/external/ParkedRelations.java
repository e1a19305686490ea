package io.stackstate.synchronization.external;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The relations of one synchronization that wait for their components, the longest waiting first.
 */
final class ParkedRelations {
  private final Map<String, ParkedRelation> byId = new LinkedHashMap<>();
  private final Map<String, Set<ParkedRelation>> byEnd = new HashMap<>();

  int size() {
    return byId.size();
  }

  ParkedRelation get(String externalId) {
    return byId.get(externalId);
  }

  /** Parks it as the newest, instead of an earlier one with the same external id. */
  void put(ParkedRelation relation) {
    remove(relation.externalId());
    byId.put(relation.externalId(), relation);
    addEnd(relation.sourceExternalId(), relation);
    addEnd(relation.targetExternalId(), relation);
  }

  /** Whatever is sent again counts as changed. */
  void forgetInputs() {
    byId.values().forEach(ParkedRelation::forgetInput);
  }

  boolean remove(String externalId) {
    ParkedRelation gone = byId.remove(externalId);
    if (gone != null) {
      removeEnd(gone.sourceExternalId(), gone);
      removeEnd(gone.targetExternalId(), gone);
    }
    return gone != null;
  }

  /** Those that name this component. */
  List<ParkedRelation> naming(String component) {
    Set<ParkedRelation> waiting = byEnd.get(component);
    return waiting == null ? List.of() : List.copyOf(waiting);
  }

  ParkedRelation oldest() {
    return byId.values().iterator().next();
  }

  /** Removes from the oldest on while the condition holds. */
  List<ParkedRelation> removeOldest(Predicate<ParkedRelation> condition) {
    List<ParkedRelation> gone = new ArrayList<>();
    while (!byId.isEmpty() && condition.test(oldest())) {
      ParkedRelation relation = oldest();
      remove(relation.externalId());
      gone.add(relation);
    }
    return gone;
  }

  private void addEnd(String component, ParkedRelation relation) {
    byEnd.computeIfAbsent(component, c -> new LinkedHashSet<>(2)).add(relation);
  }

  private void removeEnd(String component, ParkedRelation relation) {
    Set<ParkedRelation> waiting = byEnd.get(component);
    if (waiting != null && waiting.remove(relation) && waiting.isEmpty()) {
      byEnd.remove(component);
    }
  }
}
