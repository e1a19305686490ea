package io.stackstate.receiver.intake;

import java.io.IOException;

/** The message cannot be taken now; the same one may be sent again later. */
public class Overloaded extends IOException {
  public Overloaded(String message) {
    super(message);
  }

  public Overloaded(String message, Throwable cause) {
    super(message, cause);
  }
}
