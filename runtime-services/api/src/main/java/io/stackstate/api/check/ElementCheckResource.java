package io.stackstate.api.check;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.check.CheckedElements.Finder;
import io.stackstate.api.check.CheckedElements.Found;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.health.BoundCheckState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code GET /api/components/{id}/streams} and {@code /checks}, of all or of one, and the same
 * below {@code /api/relations} (REST sheet, section 6.12): what agents, templates and people gave
 * an element. Of the past there are the definitions, without the states of then.
 */
public final class ElementCheckResource {
  private final CheckedElements elements;
  private final CheckBoard states;

  public ElementCheckResource(CheckedElements elements, CheckBoard states) {
    this.elements = elements;
    this.states = states;
  }

  public void bind(Routes routes) {
    bind(routes, "/api/components/{id}", elements::component);
    bind(routes, "/api/relations/{id}", elements::relation);
  }

  private void bind(Routes routes, String path, Finder finder) {
    Permission telemetry = Permission.READ_TELEMETRY_STREAMS;
    Permission explore = Permission.ACCESS_EXPLORE;
    routes
        .get(telemetry, path + "/streams", call -> streams(finder.find(call)))
        .get(telemetry, path + "/streams/{part}", call -> stream(call, finder.find(call)))
        .get(explore, path + "/checks", call -> checks(finder.find(call)))
        .get(explore, path + "/checks/{part}", call -> check(call, finder.find(call)));
  }

  private Map<Long, BoundCheckState> states(Found element) {
    Map<Long, BoundCheckState> byId = new HashMap<>();
    if (element.live()) {
      states.of(element.owner().id()).forEach(state -> byId.put(state.id(), state));
    }
    return byId;
  }

  /** Something that can be written, and its id. */
  private record Part(long id, Body body) {}

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private static Answer streams(Found element) {
    return list(streamParts(element));
  }

  private static Answer stream(Call call, Found element) {
    return one("Stream", call.path("part"), streamParts(element));
  }

  private Answer checks(Found element) {
    return list(checkParts(element));
  }

  private Answer check(Call call, Found element) {
    return one("Check", call.path("part"), checkParts(element));
  }

  /** Templates give agents' streams of metrics, too; those are told once. */
  private static List<Part> streamParts(Found element) {
    List<Part> parts = new ArrayList<>();
    for (StreamDefinition stream : element.sent().streams()) {
      parts.add(new Part(stream.id(), out -> StreamWriter.write(out, stream)));
    }
    for (TelemetryStream stream : element.streams()) {
      if (!MetricStreams.isAmong(element.sent().streams(), stream)) {
        parts.add(new Part(stream.id(), out -> StreamWriter.write(out, stream)));
      }
    }
    for (TelemetryStream stream : element.made().streams()) {
      parts.add(new Part(stream.id(), out -> StreamWriter.write(out, stream)));
    }
    return parts;
  }

  private List<Part> checkParts(Found element) {
    Map<Long, BoundCheckState> known = states(element);
    List<Part> parts = new ArrayList<>();
    for (CheckDefinition check : element.sent().checks()) {
      BoundCheckState state = known.get(check.id());
      parts.add(
          new Part(
              check.id(), out -> CheckWriter.write(out, check, state, element.updatedMillis())));
    }
    Stream.concat(element.checks().stream(), element.made().checks().stream())
        .forEach(
            check ->
                parts.add(
                    new Part(
                        check.id(), out -> CheckWriter.write(out, check, known.get(check.id())))));
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
