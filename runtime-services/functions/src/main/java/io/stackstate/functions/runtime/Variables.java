package io.stackstate.functions.runtime;

import java.util.HashMap;
import java.util.Map;

/**
 * The variables of one run. Constants are seen until something is assigned to their names, and are
 * not copied for each run, nor listed among the entries. Not thread-safe.
 */
public final class Variables extends HashMap<String, Object> {
  private static final long serialVersionUID = 1;

  private final transient Map<String, Object> constants;

  /** {@code constants} are shared between runs, so nobody may change them; no value is null. */
  public Variables(Map<String, Object> constants) {
    this.constants = constants;
  }

  @Override
  public Object get(Object name) {
    Object own = super.get(name);
    return own != null || super.containsKey(name) ? own : constants.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return super.containsKey(name) || constants.containsKey(name);
  }
}
