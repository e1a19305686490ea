package io.stackstate.api.topology;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.functions.api.MadeSource;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;

/** {@code GET /api/relations/{id}}: one relation in full, now or in the past. */
public final class RelationResource {
  private final ElementLookup lookup;
  private final MadeSource made;

  public RelationResource(
      Topologies topologies, Duration timeout, InstantSource clock, MadeSource made) {
    this.lookup = new ElementLookup(topologies, timeout, clock);
    this.made = made;
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/relations/{id}", this::byId);
  }

  private Answer byId(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    int ordinal = ElementLookup.relation(snapshot, call.path("id"));
    ElementTelemetry given = made.of(snapshot.relationId(ordinal), lookup.past(call));
    return Answer.ok(out -> ElementWriter.writeRelation(out, snapshot, ordinal, given));
  }
}
