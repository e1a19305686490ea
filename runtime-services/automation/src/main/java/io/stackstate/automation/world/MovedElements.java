package io.stackstate.automation.world;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The components that commits have changed, but not by their health. Thread-safe. */
public final class MovedElements {
  /** By component the number of the commit that changed it last. */
  private final Map<Long, Long> moved = new LinkedHashMap<>();

  private boolean started;

  /** From now on changes are kept: what is read at start has not moved. */
  public synchronized void start() {
    started = true;
  }

  /** Takes what a commit says of components. */
  public synchronized void apply(Commit commit) {
    if (!started) {
      return;
    }
    for (Change change : commit.changes()) {
      if (change.key().aspect() == Aspect.COMPONENT && !change.isDelete()) {
        moved.put(change.key().id(), commit.number());
      }
    }
  }

  /** Those that were changed up to a commit, since the last call. */
  public synchronized Set<Long> take(long commit) {
    Set<Long> taken = new LinkedHashSet<>();
    moved
        .entrySet()
        .removeIf(
            each -> {
              boolean old = each.getValue() <= commit;
              if (old) {
                taken.add(each.getKey());
              }
              return old;
            });
    return taken;
  }
}
