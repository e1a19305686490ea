package io.stackstate.api.topology;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;

/** {@code GET /api/relations/{id}}: one relation in full, now or in the past. */
public final class RelationResource {
  private final ElementLookup lookup;

  public RelationResource(Topologies topologies, Duration timeout, InstantSource clock) {
    this.lookup = new ElementLookup(topologies, timeout, clock);
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/relations/{id}", this::byId);
  }

  private Answer byId(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    int ordinal = ElementLookup.relation(snapshot, call.path("id"));
    return Answer.ok(out -> ElementWriter.writeRelation(out, snapshot, ordinal));
  }
}
