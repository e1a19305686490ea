package io.stackstate.stackpacks.settings;

import java.util.List;

/**
 * What one transaction does to the settings.
 *
 * @param puts whole nodes, new ones and ones that replace the node with their id
 * @param deletes ids of nodes; of nodes, not of what they own
 */
public record ChangeSet(List<Node> puts, List<Long> deletes) {
  public ChangeSet {
    puts = List.copyOf(puts);
    deletes = List.copyOf(deletes);
  }

  public boolean isEmpty() {
    return puts.isEmpty() && deletes.isEmpty();
  }
}
