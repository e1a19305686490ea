package io.stackstate.functions.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Run states of an element: query sheet section 7.1. */
public enum RunState {
  UNKNOWN,
  STARTING,
  RUNNING,
  STOPPING,
  STOPPED,
  DEPLOYED,
  DEPLOYING;

  private static final Map<String, RunState> BY_NAME = names();

  /** All by their names, and by what else is written for one (health sheet, section 1.1). */
  public static Map<String, RunState> byName() {
    return BY_NAME;
  }

  private static Map<String, RunState> names() {
    Map<String, RunState> names = new LinkedHashMap<>();
    for (RunState each : values()) {
      names.put(each.name(), each);
    }
    names.put("STARTED", RUNNING);
    return Collections.unmodifiableMap(names);
  }
}
