package io.stackstate.operator.content;

/** What to do about a remote object. Pure: follows from what is desired and what was observed. */
enum Plan {
  /** It is as it should be. */
  KEEP,
  /** There is none. */
  CREATE,
  /** The spec asks for something else than was applied last. */
  UPDATE,
  /** It is not what was applied last: somebody else changed or deleted it. */
  REPAIR,
  /** It is being removed; writing it now would fail. */
  WAIT,
  /** It is not as it should be, and the user wants that. */
  LEAVE;

  /**
   * @param matches whether the remote object is as desired
   * @param confirmed whether what is desired is what was applied last
   */
  static Plan of(
      boolean exists, boolean matches, boolean confirmed, boolean deleting, boolean suspended) {
    if (exists && matches && !deleting) {
      return KEEP;
    }
    if (suspended) {
      return LEAVE;
    }
    if (deleting) {
      return WAIT;
    }
    if (confirmed) {
      return REPAIR;
    }
    return exists ? UPDATE : CREATE;
  }
}
