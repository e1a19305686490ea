package io.stackstate.api.topology;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.scope.Scope;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.LiveTopology;

/**
 * {@code GET /api/topology/status}: how far the live topology and the graph have read the change
 * log. {@code liveLag} and {@code projectorLag} count records of the log, the latter behind the
 * live topology.
 */
public final class TopologyStatusResource {
  private final LiveTopology live;
  private final StackGraph graph;

  public TopologyStatusResource(LiveTopology live, StackGraph graph) {
    this.live = live;
    this.graph = graph;
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/topology/status", this::status);
  }

  private Answer status(Call call) {
    TopologySnapshot snapshot = Scope.of(call.caller()).restrict(live.snapshot());
    long applied = graph.log().appliedCommit();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeNumberField("commit", snapshot.commit());
          out.writeNumberField("timeMillis", snapshot.timeMillis());
          out.writeNumberField("components", snapshot.componentCount());
          out.writeNumberField("relations", snapshot.relationCount());
          out.writeNumberField("liveLag", live.lag());
          out.writeNumberField("projectorAppliedCommit", applied);
          out.writeNumberField("projectorAppliedTimeMillis", graph.appliedTimeMillis());
          out.writeNumberField("projectorLag", Math.max(0, snapshot.commit() - applied));
          out.writeEndObject();
        });
  }
}
