package io.stackstate.topology;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit with what {@link TopologyIndex} needs of its records. Parsing is half of the work of a
 * fold, and any number of threads can do it ahead of the one that applies. Immutable.
 */
public final class ParsedCommit {
  /** How much is parsed at once: so much that the cost of a parser does not count. */
  private static final int TOGETHER_BYTES = 64 << 10;

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

  /**
   * As {@link #of(Commit)} of each, at half of the cost.
   *
   * @throws IllegalArgumentException when a record is not valid, see {@link RecordCheck}
   */
  public static List<ParsedCommit> of(List<Commit> commits) {
    List<ParsedCommit> parsed = new ArrayList<>(commits.size());
    int from = 0;
    long bytes = 0;
    for (int to = 0; to < commits.size(); to++) {
      bytes += bytes(commits.get(to));
      if (bytes >= TOGETHER_BYTES || to == commits.size() - 1) {
        parsed.addAll(together(commits.subList(from, to + 1), bytes));
        from = to + 1;
        bytes = 0;
      }
    }
    return parsed;
  }

  private static long bytes(Commit commit) {
    long bytes = 0;
    for (Change change : commit.changes()) {
      bytes += change.isDelete() ? 0 : change.value().length + 1;
    }
    return bytes;
  }

  private static List<ParsedCommit> together(List<Commit> commits, long bytes) {
    List<ParsedCommit> unread = commits.stream().map(ParsedCommit::unread).toList();
    List<RecordFields> each = new ArrayList<>();
    try {
      ByteBuffer records = ByteBuffer.allocate(Math.toIntExact(bytes));
      unread.forEach(commit -> commit.join(records, each));
      RecordParser.parseAll(records.array(), records.position(), each);
      return unread;
    } catch (IllegalArgumentException | ArithmeticException e) {
      // One by one, which tells what is wrong with which record.
      return commits.stream().map(ParsedCommit::of).toList();
    }
  }

  private static ParsedCommit unread(Commit commit) {
    RecordFields[] fields = new RecordFields[commit.changes().size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = RecordFields.unread(commit.changes().get(i));
    }
    return new ParsedCommit(commit, fields);
  }

  private void join(ByteBuffer records, List<RecordFields> each) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] != null) {
        records.put(commit.changes().get(i).value()).put((byte) '\n');
        each.add(fields[i]);
      }
    }
  }

  public Commit commit() {
    return commit;
  }

  RecordFields fields(int change) {
    return fields[change];
  }
}
