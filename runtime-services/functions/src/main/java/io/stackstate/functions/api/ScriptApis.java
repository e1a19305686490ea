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
  private final Platform platform;
  private final QueryEngine engine;
  private final InstantSource clock;

  /** With the limits of queries that people ask. */
  public ScriptApis(TopologySource topology, ViewSource views, InstantSource clock) {
    this(topology, views, QueryLimits.DEFAULT, clock);
  }

  public ScriptApis(
      TopologySource topology, ViewSource views, QueryLimits limits, InstantSource clock) {
    this(
        new Platform(
            topology,
            views,
            OutsideSource.NONE,
            TelemetrySource.NONE,
            PackSource.NONE,
            MadeSource.NONE,
            ""),
        new QueryEngine(limits),
        clock);
  }

  private ScriptApis(Platform platform, QueryEngine engine, InstantSource clock) {
    this.platform = platform;
    this.engine = engine;
    this.clock = clock;
  }

  /** The same with a way out of the platform. */
  public ScriptApis reaching(OutsideSource outside) {
    return new ScriptApis(platform.reaching(outside), engine, clock);
  }

  /** The same with metrics. */
  public ScriptApis measuring(TelemetrySource telemetry) {
    return new ScriptApis(platform.measuring(telemetry), engine, clock);
  }

  /** The same with StackPacks. */
  public ScriptApis listing(PackSource packs) {
    return new ScriptApis(platform.listing(packs), engine, clock);
  }

  /** The same with the streams and checks that people gave elements. */
  public ScriptApis knowing(MadeSource made) {
    return new ScriptApis(platform.knowing(made), engine, clock);
  }

  /**
   * The same with links to the user interface.
   *
   * @param baseUrl where people find the product; empty when it is not configured
   */
  public ScriptApis linkingTo(String baseUrl) {
    return new ScriptApis(platform.linkingTo(baseUrl), engine, clock);
  }

  /** What one run asks; it sees one state of the topology from beginning to end. */
  public ScriptHost host() {
    TopologySource topology = platform.topology();
    return new PlatformHost(
        new TopologyReader(topology, topology.now(), platform.made(), engine, clock), platform);
  }

  /** The variables of one run in this process, by name. */
  public Map<String, Object> forRun() {
    return ScriptSurface.apis(host(), clock);
  }
}
