package io.stackstate.stackpacks.stj;

import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Findings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import io.stackstate.stackpacks.stj.NodeChange.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Decides what becomes of each node: ownership, locks, deletion (topology sheet, 4.5 and 4.6). */
final class Reconciliation {
  private final SettingsNodes existing;
  private final ImportOptions options;
  private final References references;
  private final Findings findings;
  private final long now;

  Reconciliation(
      SettingsNodes existing,
      ImportOptions options,
      References references,
      Findings findings,
      long now) {
    this.existing = existing;
    this.options = options;
    this.references = references;
    this.findings = findings;
    this.now = now;
  }

  List<NodeChange> changes(List<Draft> drafts, List<Node> created) {
    List<NodeChange> changes = new ArrayList<>();
    drafts.forEach(draft -> changes.add(change(draft)));
    created.forEach(node -> changes.add(new NodeChange(Kind.CREATED, null, node, List.of())));
    if (options.namespace() != null) {
      Set<Long> kept = new HashSet<>();
      changes.forEach(change -> kept.add(change.node().id()));
      changes.addAll(deletions(kept));
      warnOfDangling(changes);
    }
    return changes;
  }

  private NodeChange change(Draft draft) {
    Node before = draft.existing();
    Node after = after(draft);
    if (before == null) {
      return new NodeChange(Kind.CREATED, null, after, List.of());
    }
    boolean same = Content.same(before.content(), after.content());
    boolean changesOwner = !Objects.equals(before.ownedBy(), after.ownedBy());
    if (!same || options.declared() && changesOwner) {
      Strategy strategy = strategy(draft.label(), before);
      if (strategy == Strategy.SKIP) {
        return new NodeChange(Kind.SKIPPED, before, before, List.of());
      }
    }
    if (same && belongsToAnotherPack(before)) {
      // Taking it over would take it from the other pack when this one is uninstalled.
      return new NodeChange(Kind.UNCHANGED, before, before, List.of());
    }
    if (same
        && Objects.equals(before.ownedBy(), after.ownedBy())
        && Objects.equals(before.namespace(), after.namespace())
        && (options.owner() == null || before.locked() == after.locked())) {
      return new NodeChange(Kind.UNCHANGED, before, before, List.of());
    }
    return new NodeChange(
        Kind.UPDATED, before, after, Difference.of(before.content(), after.content()));
  }

  private Node after(Draft draft) {
    Node before = draft.existing();
    boolean byPack = options.owner() != null;
    return new Node(
        draft.id(),
        draft.type(),
        draft.identifier(),
        draft.name(),
        byPack || before == null ? options.owner() : before.ownedBy(),
        byPack ? options.namespace() : before == null ? null : before.namespace(),
        byPack,
        draft.content(),
        now);
  }

  /** What happens to a node that differs: an error, or {@code SKIP} or {@code OVERWRITE}. */
  private Strategy strategy(String label, Node before) {
    if (options.owner() == null) {
      return before.locked() ? userOnLocked(label, before) : Strategy.OVERWRITE;
    }
    if (belongsToAnotherPack(before)) {
      findings.error(null, label, "", "is owned by " + before.ownedBy());
      return Strategy.FAIL;
    }
    boolean drifted = options.declared() && before.ownedBy() != null;
    if (before.locked() || drifted) {
      return Strategy.OVERWRITE;
    }
    if (options.unlocked() == Strategy.FAIL) {
      findings.error(null, label, "", unwanted(before));
    }
    return options.unlocked();
  }

  private boolean belongsToAnotherPack(Node before) {
    return options.owner() != null
        && before.ownedBy() != null
        && !before.ownedBy().equals(options.owner());
  }

  private String unwanted(Node before) {
    if (options.declared()) {
      return "exists already and belongs to nobody; it is taken over with adopt";
    }
    return before.ownedBy() == null
        ? "exists already and belongs to no StackPack"
        : "was unlocked and changed; choose whether to overwrite or to skip it";
  }

  private Strategy userOnLocked(String label, Node before) {
    if (options.locked() == Strategy.FAIL) {
      findings.error(
          null, label, "", "is locked by " + before.ownedBy() + "; unlock it to change it");
    }
    return options.locked();
  }

  private List<NodeChange> deletions(Set<Long> kept) {
    List<NodeChange> deletions = new ArrayList<>();
    for (Node node : existing.all()) {
      if (kept.contains(node.id()) || !inScope(node, options)) {
        continue;
      }
      Strategy strategy = strategyOfDeletion(node);
      deletions.add(
          strategy == Strategy.SKIP
              ? new NodeChange(Kind.SKIPPED, node, node, List.of())
              : new NodeChange(Kind.DELETED, node, null, List.of()));
    }
    deletions.sort(java.util.Comparator.comparingLong(change -> change.before().id()));
    return deletions;
  }

  private Strategy strategyOfDeletion(Node node) {
    if (options.owner() == null && node.locked()) {
      return userOnLocked(node.label(), node);
    }
    boolean changedByUser = node.ownedBy() != null && !node.locked();
    if (!changedByUser || options.declared()) {
      return Strategy.OVERWRITE;
    }
    if (options.unlocked() == Strategy.FAIL) {
      findings.error(
          null,
          node.label(),
          "",
          "was unlocked and is to be deleted; choose whether to overwrite or to skip it");
    }
    return options.unlocked();
  }

  /** Whether an import with these options decides on the node. */
  static boolean inScope(Node node, ImportOptions options) {
    if (options.namespace().equals(node.namespace())) {
      return true;
    }
    String identifier = node.identifier();
    return node.namespace() == null
        && identifier != null
        && within(identifier, options.namespace())
        && (options.excluded() == null || !within(identifier, options.excluded()));
  }

  private static boolean within(String identifier, String namespace) {
    return identifier.equals(namespace) || identifier.startsWith(namespace + ":");
  }

  private void warnOfDangling(List<NodeChange> changes) {
    Set<Long> gone = new HashSet<>();
    Set<Long> replaced = new HashSet<>();
    for (NodeChange change : changes) {
      if (change.kind() == Kind.DELETED) {
        gone.addAll(References.idsIn(change.before().content()));
      }
      replaced.add(change.node().id());
    }
    if (gone.isEmpty()) {
      return;
    }
    for (Node node : existing.all()) {
      if (!replaced.contains(node.id())) {
        warnOfDangling(node, gone);
      }
    }
    for (NodeChange change : changes) {
      if (change.after() != null) {
        warnOfDangling(change.after(), gone);
      }
    }
  }

  private void warnOfDangling(Node node, Set<Long> gone) {
    boolean dangling = references.of(node.content()).stream().anyMatch(gone::contains);
    if (dangling) {
      findings.warning(null, node.label(), "", "refers to a node that is deleted");
    }
  }
}
