package io.stackstate.api.check;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.api.topology.ElementLookup;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /api/components/{id}/streams} and {@code /checks}, of all or of one, and the same
 * below {@code /api/relations} (REST sheet, section 6.12): what agents and templates gave an
 * element. Of the past there are the definitions, without the states of then. Changing them is
 * refused: they come with the element.
 */
public final class ElementCheckResource {
  private static final String READ_ONLY =
      "streams and checks come with the element from its source; change them there";

  private final Topologies topologies;
  private final ElementLookup lookup;
  private final CheckBoard states;

  public ElementCheckResource(
      Topologies topologies, Duration timeout, InstantSource clock, CheckBoard states) {
    this.topologies = topologies;
    this.lookup = new ElementLookup(topologies, timeout, clock);
    this.states = states;
  }

  /** Finds the element that a request names. */
  private interface Finder {
    Element find(Call call) throws InterruptedException;
  }

  /** Of one element at one time; states of now only. */
  private record Element(
      long updatedMillis,
      List<TelemetryStream> streams,
      List<Check> checks,
      ElementChecks agent,
      Map<Long, BoundCheckState> states) {}

  public void bind(Routes routes) {
    bind(routes, "/api/components/{id}", this::component);
    bind(routes, "/api/relations/{id}", this::relation);
  }

  private void bind(Routes routes, String path, Finder finder) {
    Permission permission = Permission.ACCESS_EXPLORE;
    routes.get(permission, path + "/streams", call -> streams(finder.find(call)));
    routes.get(permission, path + "/streams/{part}", call -> stream(call, finder.find(call)));
    routes.get(permission, path + "/checks", call -> checks(finder.find(call)));
    routes.get(permission, path + "/checks/{part}", call -> check(call, finder.find(call)));
    for (String list : List.of("/streams", "/checks")) {
      routes.post(path + list, ElementCheckResource::refuse);
      routes.put(path + list + "/{part}", ElementCheckResource::refuse);
      routes.delete(path + list + "/{part}", ElementCheckResource::refuse);
    }
  }

  private static Answer refuse(Call call) {
    throw ApiException.of(501, READ_ONLY);
  }

  private Element component(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    int ordinal = ElementLookup.component(snapshot, call.path("id"));
    Component component = snapshot.component(ordinal);
    return new Element(
        snapshot.componentUpdatedMillis(ordinal),
        component.streams(),
        component.checks(),
        ElementChecksReader.of(component),
        states(snapshot, component.id()));
  }

  private Element relation(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    int ordinal = ElementLookup.relation(snapshot, call.path("id"));
    Relation relation = snapshot.relation(ordinal);
    return new Element(
        snapshot.relationUpdatedMillis(ordinal),
        relation.streams(),
        relation.checks(),
        ElementChecksReader.of(relation),
        states(snapshot, relation.id()));
  }

  private Map<Long, BoundCheckState> states(TopologySnapshot snapshot, long element) {
    Map<Long, BoundCheckState> byId = new HashMap<>();
    if (snapshot.timeMillis() >= topologies.now().timeMillis()) {
      states.of(element).forEach(state -> byId.put(state.id(), state));
    }
    return byId;
  }

  /** Something that can be written, and its id. */
  private record Part(long id, Body body) {}

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private static Answer streams(Element element) {
    return list(streamParts(element));
  }

  private static Answer stream(Call call, Element element) {
    if (call.path("part").equals("latest")) {
      throw ApiException.of(
          501, "values of streams are not served; their checks tell the last one");
    }
    return one("Stream", call.path("part"), streamParts(element));
  }

  private static Answer checks(Element element) {
    return list(checkParts(element));
  }

  private static Answer check(Call call, Element element) {
    return one("Check", call.path("part"), checkParts(element));
  }

  /** Templates give agents' streams of metrics, too; those are told once. */
  private static List<Part> streamParts(Element element) {
    List<Part> parts = new ArrayList<>();
    for (StreamDefinition stream : element.agent().streams()) {
      parts.add(new Part(stream.id(), out -> StreamWriter.write(out, stream)));
    }
    for (TelemetryStream stream : element.streams()) {
      boolean told =
          element.agent().streams().stream()
              .anyMatch(agent -> stream.name() != null && stream.name().equals(agent.name()));
      if (!told) {
        parts.add(new Part(stream.id(), out -> StreamWriter.write(out, stream)));
      }
    }
    return parts;
  }

  private static List<Part> checkParts(Element element) {
    List<Part> parts = new ArrayList<>();
    for (CheckDefinition check : element.agent().checks()) {
      BoundCheckState state = element.states().get(check.id());
      parts.add(
          new Part(
              check.id(), out -> CheckWriter.write(out, check, state, element.updatedMillis())));
    }
    for (Check check : element.checks()) {
      BoundCheckState state = element.states().get(check.id());
      parts.add(new Part(check.id(), out -> CheckWriter.write(out, check, state)));
    }
    return parts;
  }

  private static Answer list(List<Part> parts) {
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (Part part : parts) {
            part.body().write(out);
          }
          out.writeEndArray();
        });
  }

  private static Answer one(String type, String id, List<Part> parts) {
    for (Part part : parts) {
      if (id.equals(Long.toString(part.id()))) {
        return Answer.ok(part.body()::write);
      }
    }
    throw ElementErrors.notFound(type, id);
  }
}
