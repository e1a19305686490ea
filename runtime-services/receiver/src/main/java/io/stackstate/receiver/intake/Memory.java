package io.stackstate.receiver.intake;

/** The heap that one message may hold, taken from the budget of all. */
public interface Memory {
  void reserve(int bytes) throws Overloaded;

  void release(long bytes);
}
