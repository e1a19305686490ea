package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Commit;
import io.stackstate.topology.ParsedCommit;
import io.stackstate.topology.TopologyIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Rebuilds a topology: starts with a base or a state, and moves in time. Other threads parse ahead.
 * For one thread.
 */
final class Fold {
  /** What an element takes in an index of its own. */
  private static final long ELEMENT_BYTES = 600;

  /** What a change makes the index copy, until it has copied all that elements have in pages. */
  private static final long CHANGE_BYTES = 8 << 10;

  private static final long PAGED_ELEMENT_BYTES = 30;

  private final SliceStore store;
  private final TopologyIndex index;
  private int slice;
  private long commit;
  private long millis;

  /** Changes since the last state. */
  private long moved;

  private boolean ownsIndex;

  private Fold(SliceStore store, TopologyIndex index, int slice, long commit, long millis) {
    this.store = store;
    this.index = index;
    this.slice = slice;
    this.commit = commit;
    this.millis = millis;
  }

  /** Starts with the base of a slice. */
  static Fold base(SliceStore store, Slice start) {
    Fold fold =
        new Fold(
            store,
            new TopologyIndex(),
            start.number(),
            start.previousCommit(),
            start.sinceMillis());
    fold.ownsIndex = true;
    try (Parts<List<ParsedCommit>> base = CommitReader.base(store, start, ParsedCommit::of)) {
      while (base.hasNext()) {
        base.next().forEach(fold.index::apply);
      }
    }
    return fold;
  }

  static Fold of(SliceStore store, PastState state) {
    return new Fold(store, state.index().copy(), state.slice(), state.commit(), state.fromMillis());
  }

  /** Only those that are to be applied, and the first one beyond the goal: a piece has many. */
  private static List<ParsedCommit> parsed(List<Commit> commits, long begun, Goal goal) {
    List<Commit> wanted = new ArrayList<>();
    for (Commit commit : commits) {
      if (commit.number() > begun) {
        wanted.add(commit);
        if (goal.endsAt(commit).isPresent()) {
          break;
        }
      }
    }
    return ParsedCommit.of(wanted);
  }

  /**
   * How far to go.
   *
   * @param newestCommit the newest of the catalogue: the last piece of the journal may already show
   *     more
   * @param spacing how many changes there are at least between two of the states that {@code
   *     passed} gets
   * @param passed says whether to go on
   */
  record Goal(long timeMillis, long newestCommit, long spacing, Predicate<PastState> passed) {

    /** Until when the state is what it is, when this is how what is beyond the goal begins. */
    private long endsAt(CommitCodec.Head next) {
      return next.commit() > newestCommit ? Long.MAX_VALUE : next.timeMillis();
    }

    /** Until when the state is what it is, if this commit is beyond the goal. */
    private OptionalLong endsAt(Commit next) {
      if (next.number() > newestCommit) {
        return OptionalLong.of(Long.MAX_VALUE);
      }
      return next.timeMillis() > timeMillis
          ? OptionalLong.of(next.timeMillis())
          : OptionalLong.empty();
    }
  }

  /**
   * Applies what happened up to an instant.
   *
   * @param slices up to that of the instant, as the catalogue knows them
   * @return the state at the instant, or where the goal's {@code passed} wanted to stay
   */
  PastState advance(Collection<Slice> slices, Goal goal) {
    long begun = commit;
    for (Slice next : slices) {
      if (next.number() >= slice) {
        int first = next.number() == slice ? JournalPlace.partOf(store, next, commit) : 0;
        int end = JournalPlace.endAt(store, next, goal.timeMillis());
        slice = next.number();
        try (Parts<List<ParsedCommit>> journal =
            CommitReader.journal(
                store, next, first, end, commits -> parsed(commits, begun, goal))) {
          OptionalLong until = advance(journal, goal);
          if (until.isPresent()) {
            return state(until.getAsLong());
          }
        }
        if (end < next.journalParts()) {
          return state(goal.endsAt(store.head(next, end)));
        }
      }
    }
    return state(Long.MAX_VALUE);
  }

  private OptionalLong advance(Parts<List<ParsedCommit>> journal, Goal goal) {
    while (journal.hasNext()) {
      for (ParsedCommit parsed : journal.next()) {
        Commit next = parsed.commit();
        OptionalLong end = goal.endsAt(next);
        if (end.isPresent()) {
          return end;
        }
        if (moved >= goal.spacing()
            && next.number() > commit
            && !goal.passed().test(copy(next.timeMillis()))) {
          return OptionalLong.of(next.timeMillis());
        }
        apply(parsed);
      }
    }
    return OptionalLong.empty();
  }

  /** Goes back to an instant in a slice. */
  PastState rewind(Slice earlier, Rewind rewind) {
    rewind.records().forEach(index::apply);
    moved += rewind.records().size();
    slice = earlier.number();
    commit = rewind.position().commit();
    millis = rewind.position().sinceMillis();
    return state(rewind.untilMillis());
  }

  private void apply(ParsedCommit parsed) {
    index.apply(parsed);
    commit = parsed.commit().number();
    millis = parsed.commit().timeMillis();
    moved += parsed.commit().changes().size();
  }

  private PastState copy(long untilMillis) {
    PastState state = new PastState(index.copy(), slice, commit, millis, untilMillis, bytes());
    ownsIndex = false;
    moved = 0;
    return state;
  }

  private PastState state(long untilMillis) {
    return new PastState(index, slice, commit, millis, untilMillis, bytes());
  }

  private long bytes() {
    long elements = index.snapshot().componentCount() + (long) index.snapshot().relationCount();
    return ownsIndex
        ? elements * ELEMENT_BYTES
        : Math.min(moved * CHANGE_BYTES, elements * PAGED_ELEMENT_BYTES);
  }
}
