package io.stackstate.receiver.http;

import java.util.Optional;

/**
 * Looks at the first bytes of a message of the process agent (intake sheet, section 11.1). The
 * message type is not judged: unknown ones are accepted.
 */
final class FrameHeader {
  private static final int LENGTH = 16;
  private static final int NEWEST_VERSION = 3;

  private int version;
  private long length;

  void feed(byte[] chunk) {
    if (length == 0 && chunk.length > 0) {
      version = chunk[0];
    }
    length += chunk.length;
  }

  /** What is wrong with it; empty when nothing is. */
  Optional<String> fault() {
    if (length < LENGTH) {
      return Optional.of("the frame has " + length + " bytes, its header alone needs " + LENGTH);
    }
    if (version < 1 || version > NEWEST_VERSION) {
      return Optional.of("the frame has header version " + version + ", expected 1, 2 or 3");
    }
    return Optional.empty();
  }
}
