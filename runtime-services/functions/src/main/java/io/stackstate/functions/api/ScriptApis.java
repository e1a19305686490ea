package io.stackstate.functions.api;

import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.topology.TopologySnapshot;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The script APIs of a process. Each run gets its own, which show one state of the topology from
 * beginning to end. Thread-safe.
 */
public final class ScriptApis {
  private static final Map<String, Object> MISSING =
      Map.of(
          "Telemetry", new UnavailableApi("Telemetry"),
          "Http", new UnavailableApi("Http"),
          "HTTP", new UnavailableApi("Http"),
          "Graph", new UnavailableApi("Graph"),
          "UI", new UnavailableApi("UI"),
          "StackPack", new UnavailableApi("StackPack"),
          "Prediction", new UnavailableApi("Prediction"),
          "StringTemplate", new UnavailableApi("StringTemplate"));

  private final TopologySource topology;
  private final ViewSource views;
  private final QueryEngine engine;
  private final InstantSource clock;

  /** With the limits of queries that people ask. */
  public ScriptApis(TopologySource topology, ViewSource views, InstantSource clock) {
    this(topology, views, QueryLimits.DEFAULT, clock);
  }

  public ScriptApis(
      TopologySource topology, ViewSource views, QueryLimits limits, InstantSource clock) {
    this.topology = topology;
    this.views = views;
    this.engine = new QueryEngine(limits);
    this.clock = clock;
  }

  /** The variables of one run, by name. */
  public Map<String, Object> forRun() {
    TopologySnapshot present = topology.now();
    TopologyReader reader = new TopologyReader(topology, present, engine, clock);
    Map<String, Object> variables = new HashMap<>(MISSING);
    variables.put("Topology", new TopologyApi(reader));
    variables.put("Component", new ComponentApi(reader));
    variables.put("View", new ViewApi(views, reader));
    variables.put("Time", new TimeApi(present, clock));
    variables.put("Async", new AsyncApi());
    return variables;
  }
}
