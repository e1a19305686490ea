package io.stackstate.functions.sandbox;

/**
 * A run used up what it may. An {@link Error}, so that a script's {@code catch (Exception e)} does
 * not hide it; a script that catches it all the same meets it again at its next loop or call.
 */
public final class LimitExceeded extends Error {
  private static final long serialVersionUID = 1;

  /** What was used up. */
  public enum Resource {
    TIME,
    DEPTH,
    MEMORY,
    /** The thread was interrupted by the host. */
    CANCELLED
  }

  private final Resource resource;

  LimitExceeded(Resource resource, String message) {
    super(message);
    this.resource = resource;
  }

  public Resource resource() {
    return resource;
  }
}
