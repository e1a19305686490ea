package io.stackstate.receiver.intake;

import java.io.IOException;

/** The message exceeds a limit and must be split by its sender; the text says which limit. */
public final class MessageTooLarge extends IOException {
  public MessageTooLarge(String message) {
    super(message);
  }
}
