package io.stackstate.api.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.HandlerDefinition;
import io.stackstate.model.handler.HandlerReader;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.NotificationRequest.Replay;
import io.stackstate.model.notification.PastEvent;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.event.EventsUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * What a handler would have sent (health sheet, section 13.1 row 21): stored events of any
 * interval, with the topology and the problems of their time. While the events cannot be read, the
 * last day comes from the topic of events, on the topology of now. The answer says which of the
 * two.
 */
final class Previews {
  private static final Duration TIME = Duration.ofSeconds(40);
  private static final long TOPIC_MILLIS = Duration.ofHours(24).toMillis() + 60_000;

  private final EventHandlers handlers;
  private final AutomationRequests automation;
  private final EventStore events;
  private final Topologies topologies;
  private final ElementHistories histories;
  private final InstantSource clock;

  Previews(
      EventHandlers handlers,
      AutomationRequests automation,
      EventStore events,
      Topologies topologies,
      ElementHistories histories,
      InstantSource clock) {
    this.handlers = handlers;
    this.automation = automation;
    this.events = events;
    this.topologies = topologies;
    this.histories = histories;
    this.clock = clock;
  }

  Answer preview(Call call) throws InterruptedException {
    Node node = EventHandlerResource.find(call, handlers);
    long now = clock.millis();
    PreviewInterval interval = PreviewInterval.of(call, now);
    JsonNode result;
    try {
      result = replay(call, node, interval, now);
    } catch (EventsUnavailableException e) {
      if (interval.to() < now || interval.from() < now - TOPIC_MILLIS) {
        throw ApiException.of(
            503,
            "events of that time cannot be read, and only the last 24 hours are elsewhere: "
                + e.getMessage());
      }
      result =
          automation
              .ask(
                  new NotificationRequest.Preview(
                      UUID.randomUUID().toString(), node.id(), interval.from(), now),
                  409)
              .result();
    } catch (IOException e) {
      throw ApiException.of(503, "the request was not stored: " + e.getMessage());
    }
    JsonNode preview = result;
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("preview");
          out.writeTree(preview);
          out.writeEndObject();
        });
  }

  private JsonNode replay(Call call, Node node, PreviewInterval interval, long now)
      throws EventsUnavailableException, IOException, InterruptedException {
    EventHandlerSpec spec = spec(node);
    String view = spec.scope().view();
    PastScope scope =
        new PastScope(
            spec.scope().query(), view == null ? null : handlers.viewQuery(view).orElse(null));
    Parts parts = new Parts(node.id(), interval, now);
    PastEvents past =
        new PastEvents(
            events, topologies, histories, clock, clock.instant().plus(TIME), call::isCancelled);
    PastEvents.Summary read = past.read(spec, scope, interval.from(), interval.to(), parts::accept);
    if (call.isCancelled()) {
      throw ApiException.of(503, "nobody waits for the replay any more");
    }
    JsonNode result = automation.ask(parts.last(read.until()), 409).result();
    if (result instanceof ObjectNode object) {
      object.put("from", interval.from());
      object.put("source", "events");
      object.put("topology", "past");
      object.put("topologyEveryMs", read.partMillis());
      object.put("eventsWithoutTopology", read.withoutTopology());
      object.put("mostEvents", PastEvents.MOST);
      if (read.stopped() != null) {
        object.put("incomplete", "it ends before the end of the interval: " + read.stopped());
      }
    }
    return result;
  }

  private static EventHandlerSpec spec(Node node) {
    try {
      return HandlerReader.read(HandlerDefinition.spec(node.content()));
    } catch (InvalidHandlerException e) {
      throw ApiException.of(409, node.label() + " is not executed: " + e.getMessage());
    }
  }

  /** The parts of a replay, as they are sent. */
  private final class Parts {
    private final String id = UUID.randomUUID().toString();
    private final long handler;
    private final PreviewInterval interval;
    private final long askedAt;
    private int part;

    Parts(long handler, PreviewInterval interval, long askedAt) {
      this.handler = handler;
      this.interval = interval;
      this.askedAt = askedAt;
    }

    void accept(List<PastEvent> some) throws IOException, InterruptedException {
      automation.send(
          new Replay(id, handler, interval.from(), interval.to(), part++, false, some, askedAt));
    }

    Replay last(long until) {
      return new Replay(id, handler, interval.from(), until, part, true, List.of(), askedAt);
    }
  }
}
