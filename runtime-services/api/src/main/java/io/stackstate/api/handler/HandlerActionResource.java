package io.stackstate.api.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.Json;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.handler.SilenceReader;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.RequestResult;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.telemetry.EventStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * What people ask of event handlers: test sends, previews, silences, acknowledgements, and to try
 * dead letters again (health sheet, section 13.1). {@code automation} does it; the answer says what
 * came of it, or 503 when it does not answer in time.
 */
public final class HandlerActionResource {
  private static final String SILENCES = "/api/silences";

  private final EventHandlers handlers;
  private final NotificationBoard board;
  private final AutomationRequests automation;
  private final Previews previews;
  private final InstantSource clock;

  public HandlerActionResource(
      EventHandlers handlers,
      NotificationBoard board,
      NotificationRequests requests,
      EventStore events,
      Topologies topologies,
      StackGraph graph,
      InstantSource clock) {
    this.handlers = handlers;
    this.board = board;
    this.automation = new AutomationRequests(board, requests);
    this.previews =
        new Previews(handlers, automation, events, topologies, ElementHistories.of(graph), clock);
    this.clock = clock;
  }

  public void bind(Routes routes) {
    Permission manage = Permission.MANAGE_EVENT_HANDLERS;
    routes
        .post(manage, EventHandlerResource.ONE + "/test", this::test)
        .get(Permission.READ_SETTINGS, EventHandlerResource.ONE + "/preview", previews::preview)
        .post(manage, EventHandlerResource.ONE + "/dead-letters/redrive", this::redrive)
        .get(Permission.READ_SETTINGS, SILENCES, this::silences)
        .post(manage, SILENCES, this::silence)
        .delete(manage, SILENCES + "/{id}", this::endSilence)
        .post(manage, "/api/notifications/{id}/ack", this::acknowledge);
  }

  private Answer test(Call call) throws InterruptedException {
    long id = EventHandlerResource.find(call, handlers).id();
    String output = fields(call).text("output").orElse(null);
    return result(
        new NotificationRequest.TestSend(freshId(), id, output, clock.millis()), "outputs");
  }

  private Answer redrive(Call call) throws InterruptedException {
    long id = EventHandlerResource.find(call, handlers).id();
    JsonFields body = fields(call);
    return result(
        new NotificationRequest.Redrive(
            freshId(),
            id,
            body.text("output").orElse(null),
            body.text("notificationId").orElse(null)),
        "result");
  }

  private Answer silences(Call call) {
    List<Silence> silences = board.silences();
    long now = clock.millis();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("silences");
          for (Silence silence : silences) {
            HandlerWriter.silence(out, silence, now);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer silence(Call call) throws InterruptedException {
    Silence silence;
    try {
      JsonNode body = Json.mapper().readTree(call.bodyText());
      if (body instanceof ObjectNode object && !object.hasNonNull("owner")) {
        object.put("owner", call.caller().name());
      }
      silence = SilenceReader.read(body, UUID.randomUUID().toString(), clock.instant());
    } catch (InvalidHandlerException e) {
      throw ApiException.of(400, e.getMessage());
    } catch (IOException e) {
      throw ApiException.of(400, "body: found no JSON, expected an object");
    }
    if (silence.handler() != null && handlers.find(silence.handler()).isEmpty()) {
      throw ApiException.badField(
          "handler", silence.handler(), "the identifier or id of an event handler");
    }
    automation.ask(new NotificationRequest.PutSilence(freshId(), silence), 409);
    return Answer.ok(out -> HandlerWriter.silence(out, silence, clock.millis()));
  }

  private Answer endSilence(Call call) throws InterruptedException {
    automation.ask(new NotificationRequest.EndSilence(freshId(), call.path("id")), 404);
    return Answer.noContent();
  }

  private Answer acknowledge(Call call) throws InterruptedException {
    String by = fields(call).text("by").orElse(call.caller().name());
    automation.ask(new NotificationRequest.Acknowledge(freshId(), call.path("id"), by), 404);
    return Answer.noContent();
  }

  private static JsonFields fields(Call call) {
    return call.bodyText().isBlank()
        ? JsonFields.of(Json.mapper().createObjectNode())
        : call.body();
  }

  private Answer result(NotificationRequest request, String field) throws InterruptedException {
    RequestResult result = automation.ask(request, 409);
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName(field);
          out.writeTree(result.result());
          out.writeEndObject();
        });
  }

  private static String freshId() {
    return UUID.randomUUID().toString();
  }
}
