package io.stackstate.receiver.intake;

import java.util.ArrayList;
import java.util.List;

/** Holds the elements of a message up to a limit; above it, it only counts what is rejected. */
final class DraftBuffer implements Elements {
  /** Memory is taken in steps, so that the shared budget is not touched for each element. */
  private static final int STEP = 64 << 10;

  private final Memory memory;
  private final int limit;
  private final List<Draft> drafts = new ArrayList<>();
  private final Rejections rejections = new Rejections();
  private long held;
  private long reserved;
  private boolean overflowed;

  DraftBuffer(Memory memory, int limit) {
    this.memory = memory;
    this.limit = limit;
  }

  @Override
  public boolean wanted() {
    return !overflowed;
  }

  @Override
  public void charge(int bytes) throws Overloaded {
    if (overflowed) {
      return;
    }
    held += bytes;
    if (held > limit) {
      overflowed = true;
      release();
    } else if (held > reserved) {
      int step = (int) Math.max(STEP, held - reserved);
      memory.reserve(step);
      reserved += step;
    }
  }

  @Override
  public void accept(Draft draft) {
    if (!overflowed) {
      drafts.add(draft);
    }
  }

  @Override
  public void reject(Kind kind, String path, String error) {
    rejections.add(kind, path, error);
  }

  /** Forgets what is held. */
  void release() {
    drafts.clear();
    memory.release(reserved);
    reserved = 0;
  }

  boolean overflowed() {
    return overflowed;
  }

  List<Draft> drafts() {
    return drafts;
  }

  Rejections rejections() {
    return rejections;
  }
}
