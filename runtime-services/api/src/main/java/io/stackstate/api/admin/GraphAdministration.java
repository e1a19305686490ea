package io.stackstate.api.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.kafka.GraphRebuild;
import java.time.Duration;
import java.time.InstantSource;

/** What administrators do with the graph: retention, verification, rebuild and Gremlin. */
public final class GraphAdministration implements AutoCloseable {
  private final StackGraph graph;
  private final Job<Boolean, Void, Boolean> removal;
  private final GraphVerifier verifier;
  private final Job<Boolean, GraphRebuild.Progress, GraphRebuild.Result> rebuild;

  /**
   * @param rebuild makes a fresh graph beside this one
   */
  public GraphAdministration(
      StackGraph graph,
      GraphRebuildResource.Rebuild rebuild,
      InstantSource clock,
      MeterRegistry metrics) {
    this.graph = graph;
    this.removal = RetentionResource.removal(graph, clock);
    this.verifier = new GraphVerifier(graph::verify, clock, metrics);
    this.rebuild = GraphRebuildResource.job(rebuild, clock);
  }

  /**
   * @param removalPatience how long a request that waits for a removal of history does so
   */
  public void bind(Routes routes, Duration removalPatience, GremlinSettings gremlin) {
    new RetentionResource(graph, removal, removalPatience).bind(routes);
    new GraphVerificationResource(verifier).bind(routes);
    new GraphRebuildResource(rebuild).bind(routes);
    new GremlinResource(graph.gremlin(), gremlin).bind(routes);
  }

  /**
   * Verifies the graph every so often from now on.
   *
   * @param verifyInterval zero for never
   */
  public void start(Duration verifyInterval) {
    verifier.schedule(verifyInterval);
  }

  /** Begins nothing new. The graph closes when what is running has ended. */
  @Override
  public void close() {
    removal.close();
    verifier.close();
    rebuild.close();
  }
}
