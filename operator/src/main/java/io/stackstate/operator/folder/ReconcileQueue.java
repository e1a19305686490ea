package io.stackstate.operator.folder;

import io.stackstate.operator.content.Next;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles each resource when it is due, one after the other, and writes its status. For one
 * thread.
 */
final class ReconcileQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileQueue.class);

  private final ResourceStore store;
  private final Pace pace;
  private final Clock clock;
  private final Map<ResourceKey, Due> due = new HashMap<>();
  private boolean finished;

  private record Due(Instant at, int failures) {}

  ReconcileQueue(ResourceStore store, Pace pace, Clock clock) {
    this.store = store;
    this.pace = pace;
    this.clock = clock;
  }

  /** Makes a resource due at once, whatever happened before. */
  void now(ResourceKey key) {
    due.put(key, new Due(Instant.EPOCH, 0));
  }

  /** When the next resource is due; empty when there are none. */
  Optional<Instant> nextDue() {
    return due.values().stream().map(Due::at).min(Instant::compareTo);
  }

  /** True, once, when a deletion was finished: its name may be declared anew. */
  boolean takeFinished() {
    boolean taken = finished;
    finished = false;
    return taken;
  }

  /**
   * @param stopped asked before each resource
   */
  void runDue(BooleanSupplier stopped) throws InterruptedException {
    for (ResourceKey key : List.copyOf(store.resources().keySet())) {
      Due at = due.getOrDefault(key, new Due(Instant.EPOCH, 0));
      if (!stopped.getAsBoolean() && !at.at().isAfter(clock.instant())) {
        run(key, at.failures());
      }
    }
    due.keySet().retainAll(store.resources().keySet());
  }

  private void run(ResourceKey key, int failuresBefore) throws InterruptedException {
    Next next = new Next.Retry(Optional.empty());
    try {
      next = reconcile(key);
    } catch (IOException e) {
      LOG.error("{}: its status cannot be written: {}", key, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{}: reconciling failed by a mistake in the program", key, e);
    }
    boolean inVain = next instanceof Next.Retry || next instanceof Next.Stalled;
    int failures = inVain ? failuresBefore + 1 : 0;
    Duration delay = pace.delay(next, failures);
    due.put(key, new Due(clock.instant().plus(delay), failures));
  }

  private Next reconcile(ResourceKey key) throws IOException, InterruptedException {
    Stored stored = store.resources().get(key);
    ResourceKind.Result result = stored.kind().run(stored.resource());
    if (result.next() instanceof Next.Finished) {
      store.remove(key);
      finished = true;
      LOG.info("{}: deleted", key);
    } else if (result.status().isPresent()) {
      store.setStatus(key, result.status().get());
    }
    return result.next();
  }
}
