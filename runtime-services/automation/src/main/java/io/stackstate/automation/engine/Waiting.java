package io.stackstate.automation.engine;

import io.stackstate.automation.engine.EntryKey.OutputKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries with a message, by output and in the order in which they came: what is open and quiet
 * costs nothing, and of an output that has enough to do only the begin is looked at. For one
 * thread.
 */
final class Waiting {
  private final Map<OutputKey, Queue> queues = new LinkedHashMap<>();

  /** That of one output. */
  private static final class Queue {
    private final Map<EntryKey, Entry> entries = new LinkedHashMap<>();
    private int inFlight;

    /** Until then nothing of it goes, epoch milliseconds. */
    private long heldUntil;
  }

  /** Something to do with an entry that is due. */
  interface Visitor {
    void accept(EntryKey key, Entry entry);
  }

  void add(EntryKey key, Entry entry) {
    queues.computeIfAbsent(key.outputKey(), k -> new Queue()).entries.put(key, entry);
  }

  void remove(EntryKey key) {
    Queue queue = queues.get(key.outputKey());
    if (queue == null) {
      return;
    }
    Entry entry = queue.entries.remove(key);
    if (entry != null && entry.inFlight > 0) {
      queue.inFlight--;
    }
    if (queue.entries.isEmpty()) {
      queues.remove(key.outputKey());
    }
  }

  /** It is not on its way any more. */
  void landed(EntryKey key, Entry entry) {
    Queue queue = queues.get(key.outputKey());
    if (queue != null && entry.inFlight > 0 && queue.entries.get(key) == entry) {
      queue.inFlight--;
    }
    entry.inFlight = 0;
  }

  /** Lets nothing go to an output until then. */
  void hold(OutputKey output, long until) {
    Queue queue = queues.get(output);
    if (queue != null) {
      queue.heldUntil = Math.max(queue.heldUntil, until);
    }
  }

  /** All that waits for an output is due. */
  void hurry(OutputKey output) {
    Queue queue = queues.get(output);
    if (queue != null) {
      queue.heldUntil = 0;
      queue.entries.values().forEach(entry -> entry.dueAt = 0);
    }
  }

  /**
   * Lets those that are due go, the oldest first; they are on their way from then on.
   *
   * @param perOutput how many are on their way to one output at most
   * @param most how many are on their way at all
   */
  void launch(long now, int perOutput, int most, Visitor visitor) {
    int all = queues.values().stream().mapToInt(queue -> queue.inFlight).sum();
    for (Queue queue : queues.values()) {
      for (Map.Entry<EntryKey, Entry> each : queue.entries.entrySet()) {
        Entry entry = each.getValue();
        if (queue.inFlight >= perOutput || all >= most || queue.heldUntil > now) {
          break;
        }
        if (entry.inFlight == 0 && entry.dueAt <= now) {
          entry.inFlight = entry.sequence;
          queue.inFlight++;
          all++;
          visitor.accept(each.getKey(), entry);
        }
      }
    }
  }

  /** Since when the oldest message waits, epoch milliseconds; {@code now} when none does. */
  long since(long now) {
    long since = now;
    for (Queue queue : queues.values()) {
      for (Entry entry : queue.entries.values()) {
        entry.queuedAt = entry.queuedAt == 0 ? now : entry.queuedAt;
        since = Math.min(since, entry.queuedAt);
      }
    }
    return since;
  }

  long count() {
    return queues.values().stream().mapToLong(queue -> queue.entries.size()).sum();
  }
}
