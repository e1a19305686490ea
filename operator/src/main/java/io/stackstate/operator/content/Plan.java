package io.stackstate.operator.content;

/** What to do about a remote object. Pure: follows from what is desired and what was observed. */
enum Plan {
  /** It is as it should be. */
  KEEP,
  /** There is none. */
  CREATE,
  /** The spec asks for something else than was applied last. */
  UPDATE,
  /** It is not what was applied last: somebody else changed it. */
  REPAIR,
  /** It is being removed; writing it now would fail. */
  WAIT,
  /** It is not as it should be, and the user wants that. */
  LEAVE;

  /**
   * @param desired hash of the desired object
   * @param applied hash that was applied last; null when none was
   * @param observed hash of the remote object; null when there is none
   */
  static Plan of(
      String desired, String applied, String observed, boolean deleting, boolean suspended) {
    if (desired.equals(observed) && !deleting) {
      return KEEP;
    }
    if (suspended) {
      return LEAVE;
    }
    if (deleting) {
      return WAIT;
    }
    if (observed == null) {
      return CREATE;
    }
    return desired.equals(applied) ? REPAIR : UPDATE;
  }
}
