package io.stackstate.api.check;

import io.stackstate.api.check.MadeTelemetry.Owner;
import io.stackstate.api.http.Call;
import io.stackstate.api.topology.ElementLookup;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/** Finds the element that a request names, with the streams and checks that it has. Thread-safe. */
public final class CheckedElements {
  private final Topologies topologies;
  private final ElementLookup lookup;
  private final MadeTelemetry made;

  /**
   * @param timeout how long a topology of the past is waited for
   * @param made what people gave elements
   */
  public CheckedElements(
      Topologies topologies, Duration timeout, InstantSource clock, MadeTelemetry made) {
    this.topologies = topologies;
    this.lookup = new ElementLookup(topologies, timeout, clock);
    this.made = made;
  }

  /** Finds it; 404 when it is not there. */
  @FunctionalInterface
  interface Finder {
    Found find(Call call) throws InterruptedException;
  }

  /**
   * One element at one time.
   *
   * @param live whether that is now
   * @param streams that its template gave
   * @param checks that its template gave
   * @param sent what agents sent
   * @param made what people gave
   */
  record Found(
      Owner owner,
      long updatedMillis,
      boolean live,
      List<TelemetryStream> streams,
      List<Check> checks,
      ElementChecks sent,
      ElementTelemetry made) {

    /** Those of the template, and then those of people. */
    List<TelemetryStream> givenStreams() {
      return made.streamsAfter(streams);
    }
  }

  Found component(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    int ordinal = ElementLookup.component(snapshot, call.path("id"));
    Component component = snapshot.component(ordinal);
    return new Found(
        new Owner(component.id(), "Component", component.name(), component.identifiers()),
        snapshot.componentUpdatedMillis(ordinal),
        isNow(snapshot),
        component.streams(),
        component.checks(),
        ElementChecksReader.of(component),
        made.of(component.id(), past(call)));
  }

  Found relation(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    int ordinal = ElementLookup.relation(snapshot, call.path("id"));
    Relation relation = snapshot.relation(ordinal);
    return new Found(
        new Owner(relation.id(), "Relation", relation.externalId(), List.of(relation.externalId())),
        snapshot.relationUpdatedMillis(ordinal),
        isNow(snapshot),
        relation.streams(),
        relation.checks(),
        ElementChecksReader.of(relation),
        made.of(relation.id(), past(call)));
  }

  private boolean isNow(TopologySnapshot snapshot) {
    return snapshot.timeMillis() >= topologies.now().timeMillis();
  }

  /** As {@link ElementLookup#past}. */
  OptionalLong past(Call call) {
    return lookup.past(call);
  }
}
