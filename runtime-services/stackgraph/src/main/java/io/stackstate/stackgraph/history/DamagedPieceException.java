package io.stackstate.stackgraph.history;

/** The bytes of a piece of history are not those that were stored. */
final class DamagedPieceException extends RuntimeException {

  DamagedPieceException(String message, Throwable cause) {
    super(message, cause);
  }
}
