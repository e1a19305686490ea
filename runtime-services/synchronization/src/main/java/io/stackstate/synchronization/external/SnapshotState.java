package io.stackstate.synchronization.external;

/** Which snapshot of a stream is open, and what it and its predecessors have confirmed. */
final class SnapshotState {
  private OpenSnapshot open;
  private int number;

  /** The snapshot that is open, or null. */
  OpenSnapshot open() {
    return open;
  }

  void open(OpenSnapshot started) {
    open = started;
    number++;
  }

  void close() {
    open = null;
  }

  /** Whether the newest snapshot has confirmed it. */
  boolean hasSeen(ExternalElement element) {
    return element.seenIn == number;
  }

  /** Whether what came at this offset came before the snapshot that is open. */
  boolean isBefore(long offset) {
    return open != null && offset < open.startOffset;
  }

  void seen(ExternalElement element, long now) {
    element.seen(number, now);
  }

  /** As {@link #seen(ExternalElement, long)}, for what the record at this offset says. */
  void seen(ExternalElement element, long offset, long now) {
    element.seen(isBefore(offset) ? number - 1 : number, now);
  }
}
