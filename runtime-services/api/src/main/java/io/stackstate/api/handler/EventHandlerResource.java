package io.stackstate.api.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.handler.EventHandlers.Wanted;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.Json;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.GroupState;
import io.stackstate.stackpacks.settings.HandlerFunctions;
import io.stackstate.stackpacks.settings.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /api/event-handlers}: definitions and how they do (health sheet, section 13). */
public final class EventHandlerResource {
  static final String ALL = "/api/event-handlers";
  static final String ONE = ALL + "/{handler}";

  private final EventHandlers handlers;
  private final NotificationBoard board;

  public EventHandlerResource(EventHandlers handlers, NotificationBoard board) {
    this.handlers = handlers;
    this.board = board;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_SETTINGS, ALL, this::list)
        .get(Permission.READ_SETTINGS, "/api/event-handler-functions", this::functions)
        .get(Permission.READ_SETTINGS, ONE, this::get)
        .get(Permission.READ_SETTINGS, ONE + "/status", this::status)
        .get(Permission.READ_SETTINGS, ONE + "/notifications", this::notifications)
        .get(Permission.READ_SETTINGS, ONE + "/dead-letters", this::deadLetters)
        .post(Permission.MANAGE_EVENT_HANDLERS, ALL, this::create)
        .put(Permission.MANAGE_EVENT_HANDLERS, ONE, this::replace)
        .delete(Permission.MANAGE_EVENT_HANDLERS, ONE, this::delete);
  }

  private Answer list(Call call) {
    requireComplete();
    List<Node> nodes = handlers.all().stream().filter(node -> !isChannel(node)).toList();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("eventHandlers");
          for (Node node : nodes) {
            HandlerWriter.handler(out, node, board);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static boolean isChannel(Node node) {
    return EventHandlers.origin(node).path("kind").asText().equals(EventHandlers.CHANNEL);
  }

  /** The functions that a handler may run; with {@code event}, those for that kind of events. */
  private Answer functions(Call call) {
    Optional<String> kind = call.param("event").map(HandlerFunctions::kind);
    List<Node> offered =
        handlers.functions().stream()
            .filter(
                node -> {
                  Set<String> supported = HandlerFunctions.supported(node.content());
                  return kind.map(supported::contains).orElse(!supported.isEmpty());
                })
            .toList();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("functions");
          for (Node node : offered) {
            HandlerWriter.function(out, node);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer get(Call call) {
    return view(find(call, handlers));
  }

  private Answer view(Node node) {
    requireComplete();
    return Answer.ok(out -> HandlerWriter.handler(out, node, board));
  }

  private Answer status(Call call) {
    requireComplete();
    Node node = find(call, handlers);
    return Answer.ok(out -> HandlerWriter.status(out, node.id(), board));
  }

  private Answer notifications(Call call) {
    requireComplete();
    List<GroupState> groups = board.groups(find(call, handlers).id());
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("notifications");
          for (GroupState group : groups) {
            HandlerWriter.group(out, group);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer deadLetters(Call call) {
    requireComplete();
    List<DeadLetter> letters = board.deadLetters(find(call, handlers).id());
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("deadLetters");
          for (DeadLetter letter : letters) {
            HandlerWriter.deadLetter(out, letter);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer create(Call call) {
    JsonNode body = body(call);
    String identifier = text(body, "identifier");
    if (identifier == null) {
      return view(handlers.put(wanted(body, EventHandlers.freshIdentifier()), call.caller()));
    }
    if (handlers.find(identifier).isPresent()) {
      throw ApiException.of(409, "there is an event handler " + identifier + " already");
    }
    return view(handlers.put(wanted(body, identifier), call.caller()));
  }

  /** A handler that is not there is made, when it is called by an identifier. */
  private Answer replace(Call call) {
    String reference = call.path("handler");
    String identifier = reference.startsWith("urn:") ? reference : identifier(find(call, handlers));
    return view(handlers.put(wanted(body(call), identifier), call.caller()));
  }

  private static String identifier(Node node) {
    if (node.identifier() == null) {
      throw ApiException.of(409, node.label() + " has no identifier and cannot be replaced");
    }
    return node.identifier();
  }

  private Answer delete(Call call) {
    handlers.delete(find(call, handlers));
    return Answer.noContent();
  }

  private static Wanted wanted(JsonNode body, String identifier) {
    if (!identifier.matches("urn:\\S{1,500}")) {
      throw ApiException.badField("identifier", identifier, "a URN");
    }
    String name = text(body, "name");
    if (name == null || name.isBlank()) {
      throw ApiException.badField("name", "nothing", "a text that is not blank");
    }
    Map<String, String> secrets = new LinkedHashMap<>();
    body.path("secrets")
        .properties()
        .forEach(secret -> secrets.put(secret.getKey(), secret.getValue().asText()));
    return new Wanted(
        identifier,
        name,
        text(body, "description"),
        text(body, "revision"),
        body.path("spec"),
        secrets,
        null);
  }

  private static JsonNode body(Call call) {
    try {
      JsonNode body = Json.mapper().readTree(call.bodyText());
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw ApiException.of(400, "body: found no JSON, expected an object");
    }
    throw ApiException.badField("body", "no object", "an object with name and spec");
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw ApiException.badField(field, value.getNodeType().toString(), "a text");
    }
    return value.textValue();
  }

  static Node find(Call call, EventHandlers handlers) {
    String reference = call.path("handler");
    return handlers
        .find(reference)
        .orElseThrow(() -> ApiException.of(404, "there is no event handler " + reference));
  }

  private void requireComplete() {
    if (!board.isComplete()) {
      throw ApiException.of(
          503, "the state of event handlers is not known yet, try again in a moment");
    }
  }
}
