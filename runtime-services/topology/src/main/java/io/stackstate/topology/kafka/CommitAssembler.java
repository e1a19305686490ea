package io.stackstate.topology.kafka;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.CommitHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Makes whole commits of the records of the change log, in which the transactions of different
 * writers interleave and from which compaction may have taken any record that a later one replaces.
 * Pure; for one thread.
 *
 * <p>A commit is complete when its last record came, or all of them did. When compaction took its
 * last record, it is over as soon as its writer begins another one, or when the log shows a time at
 * which its transaction can no longer have been open.
 *
 * <p>Commits go out in order of their numbers. One that is complete therefore waits while an open
 * one might still turn out to have a smaller number, which is at most as long as a transaction may
 * last.
 */
final class CommitAssembler {
  /** The broker's default limit for a transaction, and a minute for its clean-up. */
  static final long LONGEST_TRANSACTION_MILLIS = 16 * 60_000L;

  private final CommitListener listener;
  private final Map<Integer, OpenCommit> open = new HashMap<>();
  private final PriorityQueue<OpenCommit> complete =
      new PriorityQueue<>(Comparator.comparingLong(OpenCommit::lastOffset));
  private long lastCommit;
  private long nextOffset;

  CommitAssembler(ReadPosition from, CommitListener listener) {
    this.listener = listener;
    this.lastCommit = from.lastCommit();
    this.nextOffset = from.offset();
  }

  /**
   * Takes the next record.
   *
   * @param change null when the record was not valid and only counts as a place in its commit
   */
  void accept(long offset, long timeMillis, CommitHeader header, Change change) {
    expire(timeMillis);
    OpenCommit commit = open.get(header.writer());
    if (commit != null && commit.sequence != header.sequence()) {
      close(header.writer(), commit);
      commit = null;
    }
    if (commit == null) {
      commit = new OpenCommit(header.sequence(), offset, timeMillis);
      open.put(header.writer(), commit);
    }
    commit.add(offset, timeMillis, change);
    nextOffset = offset + 1;
    if (header.index() == header.size() - 1) {
      close(header.writer(), commit);
    }
    emit();
  }

  /** Notes that everything before this offset was read. */
  void advance(long offset) {
    nextOffset = Math.max(nextOffset, offset);
  }

  /** Ends the open commits whose transactions cannot be open any more at this time. */
  void expireAndEmit(long nowMillis) {
    expire(nowMillis);
    emit();
  }

  /** The first offset of which some record has not been passed on as part of a commit. */
  long resumeOffset() {
    long offset = nextOffset;
    for (OpenCommit commit : open.values()) {
      offset = Math.min(offset, commit.firstOffset);
    }
    for (OpenCommit commit : complete) {
      offset = Math.min(offset, commit.firstOffset);
    }
    return offset;
  }

  private void expire(long nowMillis) {
    if (open.isEmpty()) {
      return;
    }
    open.values()
        .removeIf(
            commit -> {
              boolean over = nowMillis - commit.firstMillis > LONGEST_TRANSACTION_MILLIS;
              if (over) {
                complete.add(commit);
              }
              return over;
            });
  }

  private void close(int writer, OpenCommit commit) {
    open.remove(writer);
    complete.add(commit);
  }

  private void emit() {
    while (!complete.isEmpty() && complete.peek().lastOffset < smallestOpenNumber()) {
      OpenCommit commit = complete.remove();
      if (commit.lastOffset > lastCommit) {
        lastCommit = commit.lastOffset;
        listener.onCommit(commit.toCommit(), new ReadPosition(resumeOffset(), lastCommit));
      }
    }
  }

  private long smallestOpenNumber() {
    long number = Long.MAX_VALUE;
    for (OpenCommit commit : open.values()) {
      number = Math.min(number, commit.lastOffset);
    }
    return number;
  }

  private static final class OpenCommit {
    private final long sequence;
    private final long firstOffset;
    private final long firstMillis;
    private final List<Change> changes = new ArrayList<>();
    private long lastOffset;
    private long lastMillis;

    OpenCommit(long sequence, long firstOffset, long firstMillis) {
      this.sequence = sequence;
      this.firstOffset = firstOffset;
      this.firstMillis = firstMillis;
    }

    long lastOffset() {
      return lastOffset;
    }

    void add(long offset, long timeMillis, Change change) {
      lastOffset = offset;
      lastMillis = timeMillis;
      if (change != null) {
        changes.add(change);
      }
    }

    Commit toCommit() {
      return new Commit(lastOffset, lastMillis, Collections.unmodifiableList(changes));
    }
  }
}
