package io.stackstate.api.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.model.Json;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.handler.SilenceReader;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.RequestResult;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people ask of event handlers: test sends, previews, silences, acknowledgements, and to try
 * dead letters again (health sheet, section 13.1). {@code automation} does it; the answer says what
 * came of it, or 503 when it does not answer in time.
 */
public final class HandlerActionResource {
  private static final String SILENCES = "/api/silences";
  private static final Pattern LAST = Pattern.compile("(\\d{1,4})([mhd])");
  private static final long MINUTE = 60_000;

  private final EventHandlers handlers;
  private final NotificationBoard board;
  private final HandlerRequests requests;
  private final InstantSource clock;

  public HandlerActionResource(
      EventHandlers handlers,
      NotificationBoard board,
      HandlerRequests requests,
      InstantSource clock) {
    this.handlers = handlers;
    this.board = board;
    this.requests = requests;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    Permission manage = Permission.MANAGE_EVENT_HANDLERS;
    routes
        .post(manage, EventHandlerResource.ONE + "/test", this::test)
        .get(Permission.READ_SETTINGS, EventHandlerResource.ONE + "/preview", this::preview)
        .post(manage, EventHandlerResource.ONE + "/dead-letters/redrive", this::redrive)
        .get(Permission.READ_SETTINGS, SILENCES, this::silences)
        .post(manage, SILENCES, this::silence)
        .delete(manage, SILENCES + "/{id}", this::endSilence)
        .post(manage, "/api/notifications/{id}/ack", this::acknowledge);
  }

  private Answer test(Call call) throws InterruptedException {
    long id = EventHandlerResource.find(call, handlers).id();
    String output = fields(call).text("output").orElse(null);
    return answer(requests.test(id, output), "outputs");
  }

  private Answer preview(Call call) throws InterruptedException {
    long id = EventHandlerResource.find(call, handlers).id();
    String last = call.param("last").orElse("24h");
    Matcher matcher = LAST.matcher(last);
    if (!matcher.matches()) {
      throw ApiException.badField("last", last, "a time as 30m, 24h or 7d");
    }
    long unit =
        switch (matcher.group(2)) {
          case "m" -> MINUTE;
          case "h" -> 60 * MINUTE;
          default -> 24 * 60 * MINUTE;
        };
    long now = clock.millis();
    long from = now - Long.parseLong(matcher.group(1)) * unit;
    return result(
        new NotificationRequest.Preview(HandlerRequests.freshId(), id, from, now), "preview");
  }

  private Answer redrive(Call call) throws InterruptedException {
    long id = EventHandlerResource.find(call, handlers).id();
    JsonFields body = fields(call);
    return result(
        new NotificationRequest.Redrive(
            HandlerRequests.freshId(),
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
    requests.done(new NotificationRequest.PutSilence(HandlerRequests.freshId(), silence), 409);
    return Answer.ok(out -> HandlerWriter.silence(out, silence, clock.millis()));
  }

  private Answer endSilence(Call call) throws InterruptedException {
    requests.done(
        new NotificationRequest.EndSilence(HandlerRequests.freshId(), call.path("id")), 404);
    return Answer.noContent();
  }

  private Answer acknowledge(Call call) throws InterruptedException {
    String by = fields(call).text("by").orElse(call.caller().name());
    requests.done(
        new NotificationRequest.Acknowledge(HandlerRequests.freshId(), call.path("id"), by), 404);
    return Answer.noContent();
  }

  private static JsonFields fields(Call call) {
    return call.bodyText().isBlank()
        ? JsonFields.of(Json.mapper().createObjectNode())
        : call.body();
  }

  private Answer result(NotificationRequest request, String field) throws InterruptedException {
    return answer(requests.done(request, 409), field);
  }

  private static Answer answer(RequestResult result, String field) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName(field);
          out.writeTree(result.result());
          out.writeEndObject();
        });
  }
}
