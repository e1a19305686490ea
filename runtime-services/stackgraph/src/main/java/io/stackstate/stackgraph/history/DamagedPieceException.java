package io.stackstate.stackgraph.history;

/** A piece of history is not what was stored, or not there. */
final class DamagedPieceException extends RuntimeException {
  private final int slice;
  private final SliceStore.Kind kind;

  DamagedPieceException(String message, int slice, SliceStore.Kind kind, Exception cause) {
    super(message, cause);
    this.slice = slice;
    this.kind = kind;
  }

  int slice() {
    return slice;
  }

  SliceStore.Kind kind() {
    return kind;
  }
}
