package io.stackstate.api.topology;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;

/** {@code GET /api/components}: one component in full, by id or identifier, now or in the past. */
public final class ComponentResource {
  private final ElementLookup lookup;

  public ComponentResource(Topologies topologies, Duration timeout, InstantSource clock) {
    this.lookup = new ElementLookup(topologies, timeout, clock);
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/components", this::byIdentifier);
    routes.get(
        Permission.ACCESS_EXPLORE, "/api/components/{idOrIdentifier}", this::byIdOrIdentifier);
  }

  private Answer byIdentifier(Call call) throws InterruptedException {
    String identifier =
        call.param("identifier")
            .orElseThrow(
                () -> ApiException.badField("identifier", "nothing", "an identifier or id"));
    TopologySnapshot snapshot = lookup.snapshot(call);
    return answer(snapshot, ElementLookup.component(snapshot, identifier));
  }

  private Answer byIdOrIdentifier(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    return answer(snapshot, ElementLookup.component(snapshot, call.path("idOrIdentifier")));
  }

  private static Answer answer(TopologySnapshot snapshot, int ordinal) {
    return Answer.stream(out -> ElementWriter.writeComponent(out, snapshot, ordinal));
  }
}
