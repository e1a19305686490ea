package io.stackstate.api.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.check.CheckedElements.Finder;
import io.stackstate.api.check.CheckedElements.Found;
import io.stackstate.api.check.MadeTelemetry.Part;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.StreamDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Makes, changes and deletes streams and checks of an element (REST sheet, section 6.12; health
 * sheet, section 2.1). Those that a synchronization brought are refused: their source owns them.
 */
public final class ElementChangeResource {
  private static final Permission STREAMS = Permission.MANAGE_TELEMETRY_STREAMS;
  private static final Permission CHECKS = Permission.MANAGE_TOPOLOGY_ELEMENTS;

  private final CheckedElements elements;
  private final MadeTelemetry made;

  public ElementChangeResource(CheckedElements elements, MadeTelemetry made) {
    this.elements = elements;
    this.made = made;
  }

  public void bind(Routes routes) {
    bind(routes, "/api/components/{id}", elements::component);
    bind(routes, "/api/relations/{id}", elements::relation);
  }

  private void bind(Routes routes, String path, Finder finder) {
    String streams = path + "/streams";
    String checks = path + "/checks";
    routes
        .post(STREAMS, streams, call -> addStream(call, find(call, finder)))
        .put(STREAMS, streams + "/{part}", call -> replaceStream(call, find(call, finder)))
        .delete(STREAMS, streams + "/{part}", call -> removeStream(call, find(call, finder)))
        .post(CHECKS, checks, call -> addCheck(call, find(call, finder)))
        .put(CHECKS, checks + "/{part}", call -> replaceCheck(call, find(call, finder)))
        .delete(CHECKS, checks + "/{part}", call -> removeCheck(call, find(call, finder)));
  }

  /** The element as it is now: the past is not changed. */
  private Found find(Call call, Finder finder) throws InterruptedException {
    OptionalLong past = elements.past(call);
    if (past.isPresent()) {
      throw ApiException.badField(
          "queryTime", Long.toString(past.getAsLong()), "now: the past cannot be changed");
    }
    return finder.find(call);
  }

  private Answer addStream(Call call, Found element) {
    ObjectNode stream = new StreamRequest(made.settings()).read(call.body());
    return created(stream(made.add(element.owner(), Part.STREAM, stream)));
  }

  private Answer replaceStream(Call call, Found element) {
    long id = requireMade(call, "Stream", streams(element.made().streams()), synced(element));
    JsonFields body = call.body();
    ObjectNode stream = new StreamRequest(made.settings()).read(body);
    String kind = stream.path("_type").asText();
    boolean same =
        element.made().streams().stream()
            .anyMatch(each -> each.id() == id && each.type().equals(kind));
    if (!same) {
      throw body.bad("_type", "what it was: a stream stays one of metrics or of events");
    }
    return made.replace(element.owner(), Part.STREAM, id, stream)
        .map(replaced -> Answer.ok(stream(replaced)))
        .orElseThrow(() -> ElementErrors.notFound("Stream", call.path("part")));
  }

  private Answer removeStream(Call call, Found element) throws IOException {
    long id = requireMade(call, "Stream", streams(element.made().streams()), synced(element));
    for (Check check : element.made().checks()) {
      for (JsonNode argument : Json.mapper().readTree(check.definition()).path("arguments")) {
        if (argument.path("stream").asLong() == id) {
          throw ApiException.of(
              409,
              "stream %d is used by check \"%s\" (%d); delete that first"
                  .formatted(id, check.name(), check.id()));
        }
      }
    }
    return removed(call, element, Part.STREAM, id);
  }

  private Answer addCheck(Call call, Found element) {
    ObjectNode check = made.add(element.owner(), Part.CHECK, check(call, element));
    return created(out -> out.writeTree(check));
  }

  private Answer replaceCheck(Call call, Found element) {
    long id = requireMade(call, "Check", checks(element.made().checks()), syncedChecks(element));
    ObjectNode check = check(call, element);
    return made.replace(element.owner(), Part.CHECK, id, check)
        .map(replaced -> Answer.ok(out -> out.writeTree(replaced)))
        .orElseThrow(() -> ElementErrors.notFound("Check", call.path("part")));
  }

  private Answer removeCheck(Call call, Found element) {
    long id = requireMade(call, "Check", checks(element.made().checks()), syncedChecks(element));
    return removed(call, element, Part.CHECK, id);
  }

  private ObjectNode check(Call call, Found element) {
    return new CheckRequest(made.settings(), element.sent(), element.givenStreams())
        .read(call.body());
  }

  private Answer removed(Call call, Found element, Part part, long id) {
    if (!made.remove(element.owner(), part, id)) {
      throw ElementErrors.notFound(part == Part.STREAM ? "Stream" : "Check", call.path("part"));
    }
    return Answer.noContent();
  }

  private static Answer created(JsonBody body) {
    return new Answer.Json(201, body);
  }

  private static JsonBody stream(ObjectNode stream) {
    TelemetryStream written =
        new TelemetryStream(
            stream.path("id").asLong(),
            stream.path("_type").asText(),
            stream.path("name").asText(),
            stream.toString());
    return out -> StreamWriter.write(out, written);
  }

  private static List<Long> streams(List<TelemetryStream> streams) {
    return streams.stream().map(TelemetryStream::id).toList();
  }

  private static List<Long> checks(List<Check> checks) {
    return checks.stream().map(Check::id).toList();
  }

  private static List<Long> synced(Found element) {
    List<Long> ids = new ArrayList<>(streams(element.streams()));
    element.sent().streams().stream().map(StreamDefinition::id).forEach(ids::add);
    return ids;
  }

  private static List<Long> syncedChecks(Found element) {
    List<Long> ids = new ArrayList<>(checks(element.checks()));
    element.sent().checks().stream().map(CheckDefinition::id).forEach(ids::add);
    return ids;
  }

  private static long requireMade(Call call, String type, List<Long> ours, List<Long> theirs) {
    String part = call.path("part");
    OptionalLong id = ElementId.parse(part);
    if (id.isPresent() && theirs.contains(id.getAsLong())) {
      throw ApiException.of(
          409,
          "%s %s is created by a synchronization, whose source or template owns it; change it there"
              .formatted(type.toLowerCase(Locale.ROOT), part));
    }
    if (id.isEmpty() || !ours.contains(id.getAsLong())) {
      throw ElementErrors.notFound(type, part);
    }
    return id.getAsLong();
  }
}
