package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.topology.TopologySnapshot;

/** Where scripts see topology. Thread-safe. */
@FunctionalInterface
public interface TopologySource {
  /** The topology as it is. */
  TopologySnapshot now();

  /**
   * The topology as it was.
   *
   * @param millis epoch milliseconds
   * @throws ScriptApiException when it is not known here, or not any more
   */
  default TopologySnapshot at(long millis) {
    throw new ScriptApiException("The topology of the past is not available to this function");
  }
}
