package io.stackstate.stackpacks.stj;

import java.util.List;

/**
 * What is exported (REST sheet, 6.2). All parts empty = everything that users and packs made, which
 * is all settings nodes.
 *
 * @param namespace null = any
 * @param allowReferences with a namespace: the namespaces that its nodes may refer to; empty = any
 */
public record ExportRequest(
    List<Long> nodesWithIds,
    List<String> allNodesOfTypes,
    String namespace,
    List<String> allowReferences) {

  public ExportRequest {
    nodesWithIds = nodesWithIds == null ? List.of() : List.copyOf(nodesWithIds);
    allNodesOfTypes = allNodesOfTypes == null ? List.of() : List.copyOf(allNodesOfTypes);
    allowReferences = allowReferences == null ? List.of() : List.copyOf(allowReferences);
  }

  public static ExportRequest everything() {
    return new ExportRequest(List.of(), List.of(), null, List.of());
  }

  boolean isEverything() {
    return nodesWithIds.isEmpty() && allNodesOfTypes.isEmpty() && namespace == null;
  }
}
