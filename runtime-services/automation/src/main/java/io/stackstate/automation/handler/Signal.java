package io.stackstate.automation.handler;

import io.stackstate.model.notification.Member;

/** What an event says of a thing that a handler may tell about. */
public record Signal(Kind kind, Member member) {

  /** What it means for the condition; of several triggers, what comes first here holds. */
  public enum Kind {
    /** It holds, and may be told from now on. */
    BEGIN,
    /** It holds; who does not know of it yet need not. */
    CONTINUE,
    /** It does not hold any more. */
    END,
    /** Something happened that is told once. */
    ONCE
  }
}
