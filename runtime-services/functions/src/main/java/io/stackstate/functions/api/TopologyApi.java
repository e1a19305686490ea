package io.stackstate.functions.api;

/** {@code Topology} of scripts (query sheet, section 6.1). */
public final class TopologyApi {
  private final TopologyReader reader;

  TopologyApi(TopologyReader reader) {
    this.reader = reader;
  }

  /** Begins a query; what is wrong with its text fails its result. */
  public TopologyQuery query(CharSequence stql) {
    return new TopologyQuery(reader, String.valueOf(stql));
  }
}
