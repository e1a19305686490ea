package io.stackstate.functions.sandbox;

import java.util.Map;

/**
 * A script whose free names are variables; the sandbox reads and writes them in this map and
 * nowhere else.
 */
public interface ScriptVariables {
  /** The live variables of this run. */
  Map<String, Object> variables();
}
