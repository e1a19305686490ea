package io.stackstate.synchronization.external;

import io.stackstate.model.change.Relation;
import io.stackstate.model.event.PropertiesChange.SourceChange;
import io.stackstate.synchronization.event.ElementEvents;
import io.stackstate.synchronization.event.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what a batch did to relations (health sheet, section 8.2). */
final class RelationEvents {
  private final Workspace workspace;
  private final ElementEvents events;

  /** Those that are removed and were written, by id: one that comes again is not new. */
  private final Map<Long, ExternalRelation> gone = new HashMap<>();

  private final Set<Long> upserted = new HashSet<>();

  RelationEvents(Workspace workspace) {
    this.workspace = workspace;
    this.events = workspace.events;
  }

  /** A batch begins; what is removed in it is known. */
  void begin() {
    gone.clear();
    upserted.clear();
    if (events.ofRelations()) {
      for (ExternalRelation relation : workspace.pending.relations) {
        if (relation.removed && relation.outputHash != 0) {
          gone.put(relation.id, relation);
        }
      }
    }
  }

  /**
   * A relation is about to be written.
   *
   * @param bytes of the record
   */
  void written(ExternalRelation relation, Relation shown, byte[] bytes) {
    if (!events.ofRelations()) {
      return;
    }
    Subject subject = Subject.relation(shown.id(), shown.name(), shown.type());
    ExternalRelation former = relation.outputHash == 0 ? gone.get(relation.id) : relation;
    upserted.add(relation.id);
    if (former == null) {
      events.created(subject);
      return;
    }
    SourceChange change = events.source(shown.sync(), shown.externalId(), former.encoded(), bytes);
    events.updated(subject, null, change == null ? List.of() : List.of(change));
  }

  /** A relation that was written is deleted, unless it came again. */
  void deleted(ExternalRelation relation) {
    if (events.ofRelations() && !upserted.contains(relation.id)) {
      Relation said = Encoding.relation(relation.encoded());
      events.deleted(Subject.relation(relation.id, said.name(), said.type()));
    }
  }
}
