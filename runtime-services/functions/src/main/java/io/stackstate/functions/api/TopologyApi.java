package io.stackstate.functions.api;

import java.time.InstantSource;

/** {@code Topology} of scripts (query sheet, section 6.1). */
public final class TopologyApi {
  private final ScriptHost host;
  private final InstantSource clock;

  TopologyApi(ScriptHost host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
  }

  /** Begins a query; what is wrong with its text fails its result. */
  public TopologyQuery query(CharSequence stql) {
    return new TopologyQuery(host, clock, String.valueOf(stql));
  }
}
