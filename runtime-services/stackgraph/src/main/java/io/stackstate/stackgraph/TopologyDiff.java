package io.stackstate.stackgraph;

import java.util.List;

/**
 * How the topology at one instant differs from that at another (query sheet, 12.4, P6). Immutable.
 *
 * @param components what is different, sorted by id
 * @param relations likewise
 */
public record TopologyDiff(
    long fromMillis, long toMillis, List<ElementChange> components, List<ElementChange> relations) {

  public TopologyDiff {
    components = List.copyOf(components);
    relations = List.copyOf(relations);
  }

  public List<ElementChange> components(ElementChange.Kind kind) {
    return ofKind(components, kind);
  }

  public List<ElementChange> relations(ElementChange.Kind kind) {
    return ofKind(relations, kind);
  }

  public boolean isEmpty() {
    return components.isEmpty() && relations.isEmpty();
  }

  private static List<ElementChange> ofKind(List<ElementChange> all, ElementChange.Kind kind) {
    return all.stream().filter(change -> change.kind() == kind).toList();
  }
}
