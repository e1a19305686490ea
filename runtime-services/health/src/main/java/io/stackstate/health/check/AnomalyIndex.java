package io.stackstate.health.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The checks that are called with anomalies, by what events say of their elements. One thread. */
final class AnomalyIndex {
  private final Map<Long, List<CheckRun>> byElement = new HashMap<>();
  private final Map<String, Set<Long>> byIdentifier = new HashMap<>();

  boolean isEmpty() {
    return byElement.isEmpty();
  }

  /** The element has these runs, of which those count that want anomalies. */
  void add(long element, Collection<String> identifiers, List<CheckRun> runs) {
    List<CheckRun> wanting = runs.stream().filter(CheckRun::wantsAnomalies).toList();
    if (!wanting.isEmpty()) {
      byElement.put(element, wanting);
      identifiers.forEach(
          each -> byIdentifier.computeIfAbsent(each, i -> new LinkedHashSet<>()).add(element));
    }
  }

  /** The element no longer has them. */
  void remove(long element, Collection<String> identifiers) {
    if (byElement.remove(element) != null) {
      for (String each : identifiers) {
        Set<Long> elements = byIdentifier.get(each);
        if (elements != null && elements.remove(element) && elements.isEmpty()) {
          byIdentifier.remove(each);
        }
      }
    }
  }

  /** Those that are about an element of the anomaly, each once. */
  List<CheckRun> concernedBy(Anomaly anomaly) {
    Set<Long> elements = new LinkedHashSet<>(anomaly.elements());
    anomaly
        .identifiers()
        .forEach(each -> elements.addAll(byIdentifier.getOrDefault(each, Set.of())));
    List<CheckRun> runs = new ArrayList<>();
    elements.forEach(each -> runs.addAll(byElement.getOrDefault(each, List.of())));
    return runs;
  }
}
