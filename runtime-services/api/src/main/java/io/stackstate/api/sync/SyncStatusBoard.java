package io.stackstate.api.sync;

import io.stackstate.model.settings.SyncStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest status of every synchronization, folded from what they report. Thread-safe. */
public final class SyncStatusBoard {
  private final Map<Long, SyncStatus> statuses = new ConcurrentHashMap<>();
  private final Map<Long, LatencyBuckets> latencies = new ConcurrentHashMap<>();
  private volatile boolean complete;

  /**
   * @param status null when the synchronization is gone
   * @param timeMillis when it was reported, epoch milliseconds
   */
  public void apply(long nodeId, SyncStatus status, long timeMillis) {
    if (status == null) {
      statuses.remove(nodeId);
      latencies.remove(nodeId);
      return;
    }
    statuses.put(nodeId, status);
    if (status.latencyMillis() != null) {
      latencies
          .computeIfAbsent(nodeId, id -> new LatencyBuckets())
          .add(timeMillis, status.latencyMillis());
    }
  }

  /** From now on a synchronization without a status has none, rather than one not read yet. */
  public void markComplete() {
    complete = true;
  }

  public boolean isComplete() {
    return complete;
  }

  /** Whether this synchronization reported and is not gone. */
  public boolean has(long nodeId) {
    return statuses.containsKey(nodeId);
  }

  /** The statuses of all synchronizations that reported and are not gone. */
  public List<SyncStatus> all() {
    return List.copyOf(statuses.values());
  }

  public Optional<SyncStatus> get(long nodeId) {
    return Optional.ofNullable(statuses.get(nodeId));
  }

  LatencyBuckets latency(long nodeId) {
    return latencies.getOrDefault(nodeId, new LatencyBuckets());
  }
}
