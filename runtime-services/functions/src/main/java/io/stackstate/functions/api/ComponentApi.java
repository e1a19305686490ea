package io.stackstate.functions.api;

/** {@code Component} of scripts (query sheet, section 6.2). */
public final class ComponentApi {
  private final TopologyReader reader;

  ComponentApi(TopologyReader reader) {
    this.reader = reader;
  }

  public ComponentQuery withId(Number id) {
    return new ComponentQuery(reader, id.longValue(), null);
  }
}
