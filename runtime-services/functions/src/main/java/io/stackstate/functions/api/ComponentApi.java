package io.stackstate.functions.api;

import java.time.InstantSource;

/** {@code Component} of scripts (query sheet, section 6.2). */
public final class ComponentApi {
  private final ScriptHost host;
  private final InstantSource clock;

  ComponentApi(ScriptHost host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
  }

  public ComponentQuery withId(Number id) {
    return new ComponentQuery(host, clock, id.longValue(), null);
  }
}
