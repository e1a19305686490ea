package io.stackstate.functions.api;

import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import java.time.InstantSource;
import java.util.Map;

/**
 * The script APIs of a process. Each run gets its own, which show one state of the topology from
 * beginning to end. Thread-safe.
 */
public final class ScriptApis {
  private final TopologySource topology;
  private final ViewSource views;
  private final QueryEngine engine;
  private final InstantSource clock;
  private final OutsideSource outside;

  /** With the limits of queries that people ask. */
  public ScriptApis(TopologySource topology, ViewSource views, InstantSource clock) {
    this(topology, views, QueryLimits.DEFAULT, clock);
  }

  public ScriptApis(
      TopologySource topology, ViewSource views, QueryLimits limits, InstantSource clock) {
    this(topology, views, new QueryEngine(limits), clock, OutsideSource.NONE);
  }

  private ScriptApis(
      TopologySource topology,
      ViewSource views,
      QueryEngine engine,
      InstantSource clock,
      OutsideSource outside) {
    this.topology = topology;
    this.views = views;
    this.engine = engine;
    this.clock = clock;
    this.outside = outside;
  }

  /** The same with a way out of the platform. */
  public ScriptApis reaching(OutsideSource outside) {
    return new ScriptApis(topology, views, engine, clock, outside);
  }

  /** What one run asks; it sees one state of the topology from beginning to end. */
  public ScriptHost host() {
    TopologyReader reader = new TopologyReader(topology, topology.now(), engine, clock);
    return new PlatformHost(reader, views, outside);
  }

  /** The variables of one run in this process, by name. */
  public Map<String, Object> forRun() {
    return ScriptSurface.apis(host(), clock);
  }
}
