package io.stackstate.stql;

/**
 * In which order components are listed. Those that are equal in it come by rising id, whatever the
 * direction; those that lack the property come last.
 */
public record ResultOrder(By by, boolean descending) {
  /** By name, from A on. */
  public static final ResultOrder BY_NAME = new ResultOrder(By.NAME, false);

  /** What decides. Texts are compared by code units. */
  public enum By {
    ID,
    NAME,
    TYPE,
    /** By the name of the layer: a component does not know the position of its layer. */
    LAYER,
    DOMAIN,
    /** Own health by severity as the health sheet, section 1.1, ranks the states. */
    HEALTH,
    /** The time at which the component itself was last changed. */
    UPDATED
  }
}
