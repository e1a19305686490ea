package io.stackstate.stql;

import io.stackstate.stql.Pager.Ranked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Takes components in batches, each behind all before it, and keeps those on the page. */
final class PageBuilder {
  private final Comparator<Position> comparator;
  private final Position after;
  private final long limit;
  private final List<Ranked> ranked = new ArrayList<>();
  private long toSkip;

  /**
   * @param after null when the list starts at its beginning
   */
  PageBuilder(Comparator<Position> comparator, Position after, long offset, long limit) {
    this.comparator = comparator;
    this.after = after;
    this.toSkip = offset;
    this.limit = limit;
  }

  boolean isFull() {
    return ranked.size() >= limit;
  }

  List<Ranked> ranked() {
    return ranked;
  }

  /** Whether some component of a batch with this text and number may be behind the cursor. */
  boolean reaches(String text, long number) {
    return after == null
        || comparator.compare(new Position(text, number, Long.MAX_VALUE), after) > 0;
  }

  /** Skips a batch whole when it can: all of it is behind the cursor and before the page. */
  boolean skips(String text, long number, int size) {
    boolean behind = after == null || comparator.compare(new Position(text, number, 0), after) > 0;
    if (behind && size <= toSkip) {
      toSkip -= size;
      return true;
    }
    return false;
  }

  /** Sorts no more of the batch than the page needs. */
  void add(List<Ranked> batch) {
    long needed = toSkip + limit - ranked.size();
    Comparator<Ranked> order = Comparator.comparing(Ranked::position, comparator);
    PriorityQueue<Ranked> first = new PriorityQueue<>(order.reversed());
    for (Ranked candidate : batch) {
      if (after == null || comparator.compare(candidate.position(), after) > 0) {
        if (first.size() < needed) {
          first.add(candidate);
        } else if (order.compare(candidate, first.peek()) < 0) {
          first.poll();
          first.add(candidate);
        }
      }
    }
    List<Ranked> sorted = new ArrayList<>(first);
    Collections.sort(sorted, order);
    int skipped = (int) Math.min(toSkip, sorted.size());
    toSkip -= skipped;
    ranked.addAll(sorted.subList(skipped, sorted.size()));
  }
}
