package io.stackstate.receiver.adapter;

import io.stackstate.receiver.intake.IntakeFault;

/** Makes an intake message of a body in another's format. Pure, thread-safe. */
@FunctionalInterface
public interface Adapter {
  /**
   * @throws IntakeFault when the body is at fault as a whole, with the path of the field
   * @throws UnsupportedTypeException when its media type is none that is read
   */
  Translation translate(byte[] body, Request request) throws IntakeFault, UnsupportedTypeException;
}
