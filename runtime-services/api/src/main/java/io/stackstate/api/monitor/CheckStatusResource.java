package io.stackstate.api.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.check.CheckBoard;
import io.stackstate.api.check.ElementCheckState;
import io.stackstate.api.health.HealthBoard;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.scope.Scope;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.event.EventFilter.Elements;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * {@code GET /api/monitor/checkStatus/{id}}: a state of a monitor at a component; {@code
 * .../relatedFailures}: what else fails there and around it, the nearest first; {@code
 * .../healthHistory}: how it changed, the newest first (health sheet, section 3.4). States are
 * known from when they last changed until now.
 */
public final class CheckStatusResource {
  private static final String ONE = "/api/monitor/checkStatus/{id}";
  private static final int MOST = 500;

  private final SettingsNodes settings;
  private final HealthBoard health;
  private final CheckBoard checks;
  private final EventStore events;
  private final Supplier<TopologySnapshot> topology;

  public CheckStatusResource(
      SettingsNodes settings,
      HealthBoard health,
      CheckBoard checks,
      EventStore events,
      Supplier<TopologySnapshot> topology) {
    this.settings = settings;
    this.health = health;
    this.checks = checks;
    this.events = events;
    this.topology = topology;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.ACCESS_EXPLORE, ONE, this::status)
        .get(Permission.ACCESS_EXPLORE, ONE + "/relatedFailures", this::relatedFailures)
        .get(Permission.ACCESS_EXPLORE, ONE + "/healthHistory", this::healthHistory);
  }

  /**
   * A state with where it stands.
   *
   * @param component its ordinal
   * @param time of the topology, epoch milliseconds
   */
  private record Found(
      TopologySnapshot snapshot, int component, BoundCheckState state, long time) {}

  private Answer status(Call call) {
    Found found = find(call);
    StoredMonitor stored =
        monitor(found.state()).orElseThrow(() -> notFound(call.path("id"), found.state().id()));
    Optional<CheckState> sent = sent(found.state());
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeNumberField("id", found.state().id());
          out.writeStringField("checkStateId", sent.map(CheckState::checkStateId).orElse(""));
          head(out, found.snapshot(), found.component(), found.state());
          out.writeArrayFieldStart("metrics");
          out.writeEndArray();
          out.writeNumberField("monitorId", stored.id());
          out.writeStringField("monitorName", stored.name());
          optional(out, "monitorDescription", stored.text("description"));
          optional(out, "message", found.state().message());
          optional(out, "troubleshootingSteps", stored.text("remediationHint"));
          out.writeNumberField("topologyTime", found.time());
          out.writeEndObject();
        });
  }

  private Optional<StoredMonitor> monitor(BoundCheckState state) {
    OptionalLong id = MonitorStream.monitor(state.stream());
    return (id.isPresent() ? settings.own(id.getAsLong()) : Optional.<Node>empty())
        .filter(node -> node.type().equals(StoredMonitor.TYPE))
        .map(StoredMonitor::new);
  }

  /** What the monitor called the state. */
  private Optional<CheckState> sent(BoundCheckState state) {
    return health.states(state.stream(), "").stream()
        .filter(each -> BoundCheckState.id(state.stream(), "", each.checkStateId()) == state.id())
        .findFirst();
  }

  /**
   * A state that is wrong.
   *
   * @param component its ordinal
   */
  private record Failure(int component, RelatedComponents.Place place, BoundCheckState state) {}

  private Answer relatedFailures(Call call) {
    Found found = find(call);
    List<Failure> failures = new ArrayList<>();
    RelatedComponents.of(found.snapshot(), found.component())
        .forEach((component, place) -> failures.addAll(failures(found, component, place)));
    failures.sort(
        Comparator.comparingInt((Failure failure) -> failure.place().distance())
            .thenComparing(failure -> failure.place().relation())
            .thenComparing(failure -> failure.state().health(), Comparator.reverseOrder())
            .thenComparingLong(failure -> failure.state().id()));
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeNumberField("checkStatusId", found.state().id());
          out.writeNumberField("topologyTime", found.time());
          out.writeArrayFieldStart("checkStatuses");
          for (Failure failure : failures.subList(0, Math.min(MOST, failures.size()))) {
            out.writeStartObject();
            out.writeNumberField("id", failure.state().id());
            head(out, found.snapshot(), failure.component(), failure.state());
            out.writeObjectFieldStart("topology");
            out.writeNumberField("distance", failure.place().distance());
            out.writeStringField("relation", failure.place().relation().name());
            out.writeEndObject();
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer healthHistory(Call call) {
    Found found = find(call);
    long from =
        call.longParam("startTime", 0, Long.MAX_VALUE)
            .orElseThrow(() -> ApiException.badField("startTime", "nothing", "epoch milliseconds"));
    long to = call.longParam("endTime", 0, Long.MAX_VALUE).orElse(found.snapshot().timeMillis());
    if (from > to) {
      throw ApiException.badField("startTime", Long.toString(from), "a time before endTime, " + to);
    }
    List<CheckHistory.Change> changes =
        CheckHistory.of(found.state(), changes(found, from, to), from, to);
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeNumberField("checkStatusId", found.state().id());
          out.writeNumberField("startTime", from);
          out.writeNumberField("endTime", to);
          out.writeArrayFieldStart("healthStateChanges");
          for (CheckHistory.Change change : changes) {
            out.writeStartObject();
            out.writeNumberField("timestamp", change.timestamp());
            out.writeStringField("newHealth", change.newHealth().name());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private List<StoredEvent> changes(Found found, long from, long to) {
    Elements element =
        new Elements(List.of(found.snapshot().componentId(found.component())), List.of());
    try {
      return events.causing(
          element, from, to, List.of(EventTypes.HEALTH_STATE_CHANGED), EventStore.MAX_PAGE);
    } catch (EventsUnavailableException e) {
      throw ApiException.of(503, "events cannot be read: " + e.getMessage());
    }
  }

  private List<Failure> failures(Found found, int component, RelatedComponents.Place place) {
    return checks.of(found.snapshot().componentId(component)).stream()
        .filter(state -> state.id() != found.state().id())
        .filter(
            state ->
                state.health() == HealthState.DEVIATING || state.health() == HealthState.CRITICAL)
        .map(state -> new Failure(component, place, state))
        .toList();
  }

  private Found find(Call call) {
    String text = call.path("id");
    long id =
        ElementId.parse(text)
            .orElseThrow(() -> ApiException.badField("id", text, "the id of a check state"));
    TopologySnapshot snapshot = Scope.of(call.caller()).restrict(topology.get());
    long now = snapshot.timeMillis();
    long time = call.longParam("topologyTime", 0, Long.MAX_VALUE).orElse(now);
    for (ElementCheckState each : checks.find(id)) {
      int component = snapshot.componentOrdinal(each.element());
      if (component >= 0 && time >= each.state().since()) {
        return new Found(snapshot, component, each.state(), Math.min(time, now));
      }
    }
    throw notFound(text, id);
  }

  private static ApiException notFound(String asked, long id) {
    return ApiException.named(
        404,
        "MonitorCheckStatusNotFoundError",
        "there is no check state " + asked + " at that time",
        out -> out.writeNumberField("id", id));
  }

  private static void head(
      JsonGenerator out, TopologySnapshot snapshot, int ordinal, BoundCheckState state)
      throws IOException {
    Component component = snapshot.component(ordinal);
    out.writeStringField("name", state.name());
    out.writeStringField("health", state.health().name());
    out.writeNumberField("triggeredTimestamp", state.since());
    out.writeObjectFieldStart("component");
    out.writeNumberField("id", component.id());
    if (!component.identifiers().isEmpty()) {
      out.writeStringField("identifier", component.identifiers().get(0));
    }
    out.writeStringField("name", component.name());
    out.writeStringField("type", component.type());
    out.writeEndObject();
  }

  private static void optional(JsonGenerator out, String field, String value) throws IOException {
    if (value != null && !value.isBlank()) {
      out.writeStringField(field, value);
    }
  }
}
