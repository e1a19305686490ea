package io.stackstate.topology;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.util.List;

/**
 * A commit with what {@link TopologyIndex} needs of its records. Parsing is half of the work of a
 * fold, and any number of threads can do it ahead of the one that applies. Immutable.
 */
public final class ParsedCommit {
  private final Commit commit;
  private final RecordFields[] fields;

  private ParsedCommit(Commit commit, RecordFields[] fields) {
    this.commit = commit;
    this.fields = fields;
  }

  /**
   * Pure; for any thread.
   *
   * @throws IllegalArgumentException when a record is not valid, see {@link RecordCheck}
   */
  public static ParsedCommit of(Commit commit) {
    List<Change> changes = commit.changes();
    RecordFields[] fields = new RecordFields[changes.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = RecordFields.of(changes.get(i));
    }
    return new ParsedCommit(commit, fields);
  }

  public Commit commit() {
    return commit;
  }

  RecordFields fields(int change) {
    return fields[change];
  }
}
