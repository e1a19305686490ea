package io.stackstate.api.handler;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.handler.HandlerDefinition;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.GroupState.Phase;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.Member;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.stackpacks.settings.HandlerFunctions;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of event handlers; never a secret, sealed or not. */
final class HandlerWriter {
  private static final int MOST_MEMBERS = 50;

  private HandlerWriter() {}

  /** A handler in full. */
  static void handler(JsonGenerator out, Node node, NotificationBoard board) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", node.id());
    text(out, "identifier", node.identifier());
    text(out, "name", node.name());
    text(out, "description", node.content().path("description").textValue());
    text(out, "revision", node.content().path("revision").textValue());
    text(out, "ownedBy", node.ownedBy());
    out.writeNumberField("lastUpdateTimestamp", node.lastUpdateMillis());
    out.writeFieldName("spec");
    out.writeTree(HandlerDefinition.spec(node.content()));
    out.writeObjectFieldStart("secrets");
    JsonNode secrets = node.content().path("secrets");
    for (Iterator<String> each = secrets.fieldNames(); each.hasNext(); ) {
      out.writeStringField(each.next(), EventHandlers.MASK);
    }
    out.writeEndObject();
    out.writeFieldName("status");
    status(out, node.id(), board);
    out.writeEndObject();
  }

  /** A function that a handler may run. */
  static void function(JsonGenerator out, Node node) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", node.id());
    text(out, "identifier", node.identifier());
    text(out, "name", node.name());
    text(out, "description", node.content().path("description").textValue());
    texts(out, "events", List.copyOf(HandlerFunctions.supported(node.content())));
    out.writeFieldName("parameters");
    out.writeTree(node.content().path("parameters"));
    out.writeEndObject();
  }

  /** How a handler does. */
  static void status(JsonGenerator out, long id, NotificationBoard board) throws IOException {
    Optional<HandlerStatus> status = board.handler(id);
    List<GroupState> groups = board.groups(id);
    out.writeStartObject();
    out.writeStringField(
        "state",
        status.isEmpty() ? "NotExecuted" : status.get().invalid() != null ? "Invalid" : "Executed");
    if (status.isPresent()) {
      text(out, "problem", status.get().invalid());
      texts(out, "notExecuted", status.get().notExecuted());
      out.writeObjectFieldStart("suppressed");
      for (Map.Entry<String, Long> each : status.get().suppressed().entrySet()) {
        out.writeNumberField(each.getKey(), each.getValue());
      }
      out.writeEndObject();
    }
    out.writeNumberField(
        "openNotifications", groups.stream().filter(g -> g.phase() != Phase.PENDING).count());
    out.writeNumberField(
        "pendingNotifications", groups.stream().filter(g -> g.phase() == Phase.PENDING).count());
    out.writeNumberField("deadLetters", board.deadLetters(id).size());
    out.writeArrayFieldStart("outputs");
    for (Map.Entry<String, OutputStatus> each : board.outputs(id).entrySet()) {
      output(out, each.getKey(), each.getValue());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void output(JsonGenerator out, String name, OutputStatus status)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("name", name);
    out.writeNumberField("sent", status.sent());
    time(out, "lastSuccess", status.lastSuccessAt());
    text(out, "disabled", status.disabled());
    if (status.authFailed()) {
      out.writeBooleanField("authFailed", true);
    }
    out.writeArrayFieldStart("errors");
    for (OutputStatus.Failure failure : status.errors()) {
      out.writeStartObject();
      out.writeStringField("category", failure.category());
      out.writeNumberField("count", failure.count());
      out.writeStringField("message", failure.message());
      out.writeNumberField("firstSeenMs", failure.firstSeenAt());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** A notification that is open or waits. */
  static void group(JsonGenerator out, GroupState group) throws IOException {
    out.writeStartObject();
    out.writeStringField("groupKey", group.key());
    out.writeStringField("phase", group.phase().name());
    time(out, "since", group.since());
    text(out, "notificationId", group.notificationId());
    out.writeNumberField("sequence", group.sequence());
    if (group.toldState() != null) {
      out.writeStringField("state", group.toldState().name());
    }
    texts(out, "outputs", group.outputs());
    text(out, "suppressed", group.suppressed());
    text(out, "acknowledgedBy", group.acknowledgedBy());
    out.writeNumberField("memberCount", group.members().size());
    out.writeArrayFieldStart("members");
    for (Member member : group.members().stream().limit(MOST_MEMBERS).toList()) {
      out.writeStartObject();
      out.writeStringField("subject", member.subject());
      out.writeStringField("state", member.state().name());
      out.writeBooleanField("active", member.active());
      text(out, "title", member.title());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  static void deadLetter(JsonGenerator out, DeadLetter letter) throws IOException {
    out.writeStartObject();
    out.writeStringField("output", letter.output());
    out.writeStringField("notificationId", letter.notificationId());
    out.writeNumberField("sequence", letter.sequence());
    text(out, "title", letter.message() == null ? null : letter.message().path("title").asText());
    out.writeStringField("category", letter.category());
    out.writeStringField("error", letter.error());
    out.writeNumberField("attempts", letter.attempts());
    time(out, "failedAt", letter.failedAt());
    out.writeEndObject();
  }

  static void silence(JsonGenerator out, Silence silence, long now) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", silence.id());
    text(out, "handler", silence.handler());
    out.writeBooleanField("active", silence.holds(now));
    time(out, "startsAt", silence.startsAt());
    time(out, "endsAt", silence.endsAt());
    out.writeStringField("owner", silence.owner());
    out.writeStringField("reason", silence.reason());
    out.writeArrayFieldStart("matchers");
    for (var matcher : silence.matchers()) {
      out.writeStartObject();
      out.writeStringField("field", matcher.field());
      out.writeStringField("op", matcher.op().sign());
      out.writeStringField("value", matcher.value());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String field, String value) throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }

  private static void texts(JsonGenerator out, String field, List<String> values)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private static void time(JsonGenerator out, String field, long millis) throws IOException {
    if (millis > 0) {
      out.writeStringField(field, Instant.ofEpochMilli(millis).toString());
    }
  }
}
