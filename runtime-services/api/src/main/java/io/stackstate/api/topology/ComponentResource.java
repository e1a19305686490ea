package io.stackstate.api.topology;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.functions.api.MadeSource;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;

/** {@code GET /api/components}: one component in full, by id or identifier, now or in the past. */
public final class ComponentResource {
  private final ElementLookup lookup;
  private final MadeSource made;

  public ComponentResource(
      Topologies topologies, Duration timeout, InstantSource clock, MadeSource made) {
    this.lookup = new ElementLookup(topologies, timeout, clock);
    this.made = made;
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
    return answer(call, snapshot, ElementLookup.component(snapshot, identifier));
  }

  private Answer byIdOrIdentifier(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    return answer(call, snapshot, ElementLookup.component(snapshot, call.path("idOrIdentifier")));
  }

  private Answer answer(Call call, TopologySnapshot snapshot, int ordinal) {
    ElementTelemetry given = made.of(snapshot.componentId(ordinal), lookup.past(call));
    return Answer.stream(out -> ElementWriter.writeComponent(out, snapshot, ordinal, given));
  }
}
