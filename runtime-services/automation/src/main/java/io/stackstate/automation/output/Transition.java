package io.stackstate.automation.output;

/** What a message says about its notification. */
public enum Transition {
  /** The first message, or a repeat of it. */
  OPEN,
  /** State, title or members changed. */
  UPDATE,
  /** The last message. */
  CLOSE
}
