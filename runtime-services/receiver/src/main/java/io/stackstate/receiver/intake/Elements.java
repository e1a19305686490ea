package io.stackstate.receiver.intake;

import java.io.IOException;

/** Where parsers put what they read. */
interface Elements {
  /** False when elements are only validated and counted; they need not be built then. */
  boolean wanted();

  /** Announces an element that is held; may turn {@link #wanted()} to false. */
  void charge(int bytes) throws IOException;

  /** Takes an element that was charged before. */
  void accept(Draft draft) throws IOException;

  void reject(Kind kind, String path, String error);
}
