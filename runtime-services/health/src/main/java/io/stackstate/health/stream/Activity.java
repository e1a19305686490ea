package io.stackstate.health.stream;

import io.stackstate.model.health.SubStreamState.Bucket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts of a sub stream in periods of five minutes, the newest three of them. */
final class Activity {
  static final long PERIOD_MILLIS = 300_000;
  private static final int KEPT = 3;

  private final Deque<Bucket> buckets = new ArrayDeque<>();

  Activity(List<Bucket> newestFirst) {
    buckets.addAll(newestFirst);
  }

  void message(long now, long latencyMillis) {
    add(now, new Bucket(0, 1, Math.max(0, latencyMillis), 0, 0, 0));
  }

  void created(long now) {
    add(now, new Bucket(0, 0, 0, 1, 0, 0));
  }

  void updated(long now) {
    add(now, new Bucket(0, 0, 0, 0, 1, 0));
  }

  void deleted(long now) {
    add(now, new Bucket(0, 0, 0, 0, 0, 1));
  }

  /** Newest first; periods without anything are left out. */
  List<Bucket> buckets() {
    return List.copyOf(buckets);
  }

  private void add(long now, Bucket more) {
    long start = now - Math.floorMod(now, PERIOD_MILLIS);
    Bucket newest = buckets.peekFirst();
    if (newest == null || newest.startMillis() < start) {
      newest = new Bucket(start, 0, 0, 0, 0, 0);
    } else {
      buckets.removeFirst();
    }
    buckets.addFirst(
        new Bucket(
            newest.startMillis(),
            newest.messages() + more.messages(),
            newest.latencyMillis() + more.latencyMillis(),
            newest.creates() + more.creates(),
            newest.updates() + more.updates(),
            newest.deletes() + more.deletes()));
    if (buckets.size() > KEPT) {
      buckets.removeLast();
    }
  }
}
