package io.stackstate.stackpacks.stj;

import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Finding;
import io.stackstate.stackpacks.settings.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The computed difference between a document and the settings: what a dry run shows and what one
 * transaction applies.
 *
 * @param changes first the nodes of the document in its order, then what templates create on the
 *     way, then what is deleted
 */
public record ImportPlan(List<NodeChange> changes, List<Finding> warnings) {
  public ImportPlan {
    changes = List.copyOf(changes);
    warnings = List.copyOf(warnings);
  }

  public ChangeSet changeSet() {
    List<Node> puts = new ArrayList<>();
    List<Long> deletes = new ArrayList<>();
    for (NodeChange change : changes) {
      switch (change.kind()) {
        case CREATED, UPDATED -> puts.add(change.after());
        case DELETED -> deletes.add(change.before().id());
        case UNCHANGED, SKIPPED -> {}
      }
    }
    return new ChangeSet(puts, deletes);
  }

  /** The nodes that the import leaves, whether it changed them or not. */
  public List<Node> nodes() {
    return changes.stream()
        .filter(change -> change.after() != null)
        .map(NodeChange::after)
        .toList();
  }

  public long count(NodeChange.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }
}
