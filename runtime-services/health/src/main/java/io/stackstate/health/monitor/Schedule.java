package io.stackstate.health.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which monitors are due, those whose states others publish never: a monitor runs again when its
 * interval has passed since the <em>end</em> of its last run (health sheet, section 3.1), so a slow
 * one never overlaps itself. Times are epoch milliseconds. For one thread.
 */
public final class Schedule {
  private final Map<Long, Long> ended = new HashMap<>();
  private final Map<Long, Long> again = new HashMap<>();
  private final Set<Long> running = new HashSet<>();

  /** A monitor ended a run at this time, maybe in another process. */
  public void ended(long monitor, long now) {
    running.remove(monitor);
    ended.put(monitor, now);
  }

  /** A monitor ended a run that does not count, and runs again at this time. */
  public void again(long monitor, long at) {
    running.remove(monitor);
    again.put(monitor, at);
  }

  /** Somebody asked for a run that counts, and it ended at this time. */
  public void ranBeside(long monitor, long now) {
    ended.merge(monitor, now, Math::max);
  }

  /** A monitor begins to run. */
  public void started(long monitor) {
    running.add(monitor);
    again.remove(monitor);
  }

  /** Forgets when a monitor ran, so that it is due at once when it is enabled again. */
  public void forget(long monitor) {
    ended.remove(monitor);
    again.remove(monitor);
  }

  /** Those that are to begin now, the longest waiting first. */
  public List<Long> due(MonitorDefinitions definitions, long now) {
    List<Long> due = new ArrayList<>();
    for (long monitor : definitions.enabled()) {
      Long last = ended.get(monitor);
      boolean passed = last == null || now - last >= 1_000 * definitions.intervalSeconds(monitor);
      boolean waited = again.containsKey(monitor) ? now >= again.get(monitor) : passed;
      if (waited && !running.contains(monitor) && !definitions.isExternal(monitor)) {
        due.add(monitor);
      }
    }
    due.sort(Comparator.comparingLong(monitor -> ended.getOrDefault(monitor, 0L)));
    return due;
  }
}
