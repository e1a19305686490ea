package io.stackstate.stql;

import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sorted values of each attribute, remembered for the newest snapshot that was asked: a
 * snapshot enumerates them anew each time, for names and identifiers by decoding every component.
 * Safe for any number of threads.
 */
public final class ValueDictionary {
  /** How far the values of {@link #recent} may be behind or ahead. */
  private static final long RECENT_MILLIS = 10_000;

  private final Map<Attribute, Known> known = new ConcurrentHashMap<>();

  /** Weak, because a snapshot is large and its values are not. */
  private record Known(
      WeakReference<TopologySnapshot> snapshot, long timeMillis, List<String> values) {}

  /** The values that some component of this snapshot has, sorted by code units. */
  public List<String> of(TopologySnapshot snapshot, Attribute attribute) {
    Known last = known.get(attribute);
    return last != null && last.snapshot.get() == snapshot
        ? last.values
        : remember(snapshot, attribute);
  }

  /**
   * As {@link #of}, possibly of a snapshot that is up to ten seconds older or newer: enough for a
   * proposal, on a topology that changes all the time. All snapshots asked for must be of the same
   * topology.
   */
  public List<String> recent(TopologySnapshot snapshot, Attribute attribute) {
    Known last = known.get(attribute);
    return last != null && Math.abs(last.timeMillis - snapshot.timeMillis()) <= RECENT_MILLIS
        ? last.values
        : of(snapshot, attribute);
  }

  private List<String> remember(TopologySnapshot snapshot, Attribute attribute) {
    List<String> values = snapshot.values(attribute);
    known.put(attribute, new Known(new WeakReference<>(snapshot), snapshot.timeMillis(), values));
    return values;
  }
}
