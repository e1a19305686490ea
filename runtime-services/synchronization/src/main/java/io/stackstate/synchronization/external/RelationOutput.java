package io.stackstate.synchronization.external;

import io.stackstate.model.change.Aspect;

/** Writes the relations that a batch changed; to be run when components have got their ids. */
final class RelationOutput {
  private final Workspace workspace;

  RelationOutput(Workspace workspace) {
    this.workspace = workspace;
  }

  void write(ChangeSet changes) {
    for (ExternalRelation relation : workspace.pending.relations) {
      if (!relation.removed) {
        upsert(relation, changes);
      }
    }
    for (ExternalRelation relation : workspace.pending.relations) {
      if (relation.removed && relation.outputHash != 0) {
        changes.delete(Aspect.RELATION, relation.id);
      }
    }
  }

  private void upsert(ExternalRelation relation, ChangeSet changes) {
    long hash = workspace.fingerprint.ofOutput(relation);
    if (hash != relation.outputHash) {
      byte[] bytes = Encoding.bytes(relation.current());
      relation.written(bytes);
      relation.outputHash = hash;
      changes.upsert(Aspect.RELATION, relation.id, bytes);
    }
  }
}
