package io.stackstate.synchronization.external;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Relation;

/** Writes the relations that a batch changed; to be run when components have got their ids. */
final class RelationOutput {
  private final Workspace workspace;
  private final RelationEvents events;

  RelationOutput(Workspace workspace) {
    this.workspace = workspace;
    this.events = new RelationEvents(workspace);
  }

  void write(ChangeSet changes) {
    events.begin();
    for (ExternalRelation relation : workspace.pending.relations) {
      if (!relation.removed) {
        upsert(relation, changes);
      }
    }
    for (ExternalRelation relation : workspace.pending.relations) {
      if (relation.removed && relation.outputHash != 0) {
        changes.delete(Aspect.RELATION, relation.id);
        events.deleted(relation);
      }
    }
  }

  private void upsert(ExternalRelation relation, ChangeSet changes) {
    long hash = workspace.fingerprint.ofOutput(relation);
    if (hash != relation.outputHash) {
      Relation shown = relation.current();
      byte[] bytes = Encoding.bytes(shown);
      events.written(relation, shown, bytes);
      relation.written(bytes);
      relation.outputHash = hash;
      changes.upsert(Aspect.RELATION, relation.id, bytes);
    }
  }
}
