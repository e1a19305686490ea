package io.stackstate.api.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.ElementId;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.HandlerDefinition;
import io.stackstate.model.handler.HandlerReader;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.stackpacks.provision.SecretBox;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.HandlerFunctions;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.stql.Query;
import io.stackstate.stql.StqlParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;

/**
 * The definitions of event handlers, which are settings nodes (health sheet, section 13.2). Secrets
 * are sealed before they are stored, for the handler alone, and never come back. Thread-safe.
 */
public final class EventHandlers {
  /** Stands for a secret that is stored already (health sheet, section 10.2). */
  public static final String MASK = "******";

  /** The origin of a handler that is a notification configuration. */
  public static final String CONFIGURATION = "NotificationConfiguration";

  /** The origin of a handler that stands for a notification channel. */
  public static final String CHANNEL = "NotificationChannel";

  private static final int MOST_SECRETS = 64;

  private final SettingsNodes settings;
  private final SecretBox box;
  private final Lock writer;
  private final InstantSource clock;

  /**
   * @param writer held while settings are changed
   */
  public EventHandlers(SettingsNodes settings, SecretBox box, Lock writer, InstantSource clock) {
    this.settings = settings;
    this.box = box;
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * A handler as somebody wants it.
   *
   * @param revision by which who declares recognises what was applied; null when not declared
   * @param secrets values by {@code <name>/<key>}; the mask keeps the stored one
   * @param origin what it was made of, with its {@code kind}; null when it was written as it is
   */
  public record Wanted(
      String identifier,
      String name,
      String description,
      String revision,
      JsonNode spec,
      Map<String, String> secrets,
      JsonNode origin) {}

  /** What a handler was made of; without fields when it was written as it is. */
  public static JsonNode origin(Node node) {
    return node.content().path("origin");
  }

  /** All of them, those that stand for notification channels included. */
  public List<Node> all() {
    return settings.byType(HandlerDefinition.NODE_TYPE);
  }

  /** The functions that handlers may run, whatever events they are for. */
  List<Node> functions() {
    return settings.byType(HandlerFunctions.FUNCTION);
  }

  /** By identifier or id. */
  public Optional<Node> find(String reference) {
    return settings
        .named(reference)
        .filter(node -> node.type().equals(HandlerDefinition.NODE_TYPE));
  }

  /** The query of a view, by its identifier or id. */
  Optional<String> viewQuery(String reference) {
    return settings
        .named(reference)
        .filter(node -> node.type().equals("QueryView"))
        .map(node -> node.content().path("query").asText(""));
  }

  /**
   * Makes a handler, or makes the one with the identifier this.
   *
   * @param caller who wants it
   * @throws ApiException 400 when it is wrong, 403 when it brings code that the caller may not
   *     bring, 409 when it is a StackPack's or its view is not there
   */
  Node put(Wanted wanted, Caller caller) {
    requireView(check(wanted.spec()));
    writer.lock();
    try {
      checkFunctions(wanted, settings.byIdentifier(wanted.identifier()), caller);
      return put(wanted);
    } finally {
      writer.unlock();
    }
  }

  /** Does the same with a handler that runs no function. */
  public Node put(Wanted wanted) {
    return putAll(List.of(wanted)).get(0);
  }

  /**
   * Does the same for several in one commit. One that stays in the view that it is in may do so
   * when the view is gone.
   *
   * @return the handlers in the same order
   */
  public List<Node> putAll(List<Wanted> all) {
    for (Wanted wanted : all) {
      EventHandlerSpec spec = check(wanted.spec());
      if (!isScope(settings.byIdentifier(wanted.identifier()), wanted.spec())) {
        requireView(spec);
      }
    }
    writer.lock();
    try {
      List<Node> nodes = all.stream().map(this::node).toList();
      if (!nodes.isEmpty()) {
        settings.commit(new ChangeSet(nodes, List.of()));
      }
      return nodes;
    } finally {
      writer.unlock();
    }
  }

  /** With the lock. */
  private Node node(Wanted wanted) {
    Optional<Node> old = settings.byIdentifier(wanted.identifier());
    old.ifPresent(node -> requireOurs(node, wanted.identifier()));
    long id = old.map(Node::id).orElseGet(() -> freshId(wanted.identifier()));
    return new Node(
        id,
        HandlerDefinition.NODE_TYPE,
        wanted.identifier(),
        wanted.name(),
        null,
        null,
        false,
        content(wanted, id, old),
        clock.millis());
  }

  /**
   * A stored secret; for what takes it over into another handler.
   *
   * @param name {@code <name>/<key>}
   */
  public Optional<String> secret(Node node, String name) {
    String stored = node.content().path("secrets").path(name).asText("");
    return SecretBox.isSealed(stored)
        ? Optional.of(box.open(stored, node.identifier()))
        : Optional.empty();
  }

  /** Deletes a handler. */
  public void delete(Node node) {
    requireOurs(node, node.label());
    writer.lock();
    try {
      settings.commit(new ChangeSet(List.of(), List.of(node.id())));
    } finally {
      writer.unlock();
    }
  }

  private static void requireOurs(Node node, String identifier) {
    if (!node.type().equals(HandlerDefinition.NODE_TYPE)) {
      throw ApiException.of(
          409, "identifier: found " + identifier + ", which is a node of type " + node.type());
    }
    if (node.locked()) {
      throw ApiException.of(
          409, node.label() + " belongs to " + node.ownedBy() + ", unlock it first");
    }
  }

  private long freshId(String identifier) {
    int attempt = 0;
    long id = ElementId.of(HandlerDefinition.NODE_TYPE, identifier);
    while (settings.byId(id).isPresent()) {
      id = ElementId.of(++attempt, HandlerDefinition.NODE_TYPE, identifier);
    }
    return id;
  }

  /** Whether it is there with the scope of a spec. */
  private static boolean isScope(Optional<Node> old, JsonNode spec) {
    return old.map(node -> node.content().at("/spec/scope"))
        .filter(scope -> scope.equals(spec.path("scope")))
        .isPresent();
  }

  /**
   * Only saved views have handlers (section 9.1); one that comes later is waited for by who asks.
   */
  private void requireView(EventHandlerSpec spec) {
    String view = spec.scope().view();
    if (view != null && viewQuery(view).isEmpty()) {
      throw ApiException.of(
          409,
          "spec.scope.view: found " + view + ", expected the identifier or id of a saved view");
    }
  }

  private static EventHandlerSpec check(JsonNode json) {
    try {
      EventHandlerSpec spec = HandlerReader.read(json);
      if (spec.scope().query() != null) {
        Query.parse(spec.scope().query());
      }
      return spec;
    } catch (InvalidHandlerException e) {
      throw ApiException.of(400, "spec." + e.getMessage());
    } catch (StqlParseException e) {
      throw ApiException.of(400, "spec.scope.query: " + e.getMessage());
    }
  }

  /** Functions run inside of the services, so they come from administrators alone. */
  private void checkFunctions(Wanted wanted, Optional<Node> old, Caller caller) {
    JsonNode handler = JsonNodeFactory.instance.objectNode().set("spec", wanted.spec());
    List<String> known = old.map(node -> HandlerFunctions.bodies(node.content())).orElse(List.of());
    if (!caller.isUnrestricted() && !known.containsAll(HandlerFunctions.bodies(handler))) {
      throw ApiException.of(
          403,
          "not permitted: spec.outputs have a script that is not there yet; scripts of functions"
              + " need the permission "
              + Permission.EVERYTHING.text());
    }
    List<String> problems =
        HandlerFunctions.problems(
            handler, reference -> HandlerFunctions.find(settings, reference).map(Node::content));
    if (!problems.isEmpty()) {
      throw ApiException.of(400, "spec.outputs: script.function: " + String.join("; ", problems));
    }
  }

  private ObjectNode content(Wanted wanted, long id, Optional<Node> old) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("_type", HandlerDefinition.NODE_TYPE);
    content.put("id", id);
    content.put("identifier", wanted.identifier());
    content.put("name", wanted.name());
    if (wanted.description() != null) {
      content.put("description", wanted.description());
    }
    if (wanted.revision() != null) {
      content.put("revision", wanted.revision());
    }
    content.set("spec", wanted.spec());
    if (wanted.origin() != null) {
      content.set("origin", wanted.origin());
    }
    JsonNode stored = old.map(node -> node.content().path("secrets")).orElse(content.path("none"));
    ObjectNode secrets = content.putObject("secrets");
    if (wanted.secrets().size() > MOST_SECRETS) {
      throw ApiException.badField(
          "secrets", wanted.secrets().size() + " values", "at most " + MOST_SECRETS);
    }
    wanted
        .secrets()
        .forEach((name, value) -> secrets.put(name, sealed(name, value, stored, wanted)));
    return content;
  }

  private String sealed(String name, String value, JsonNode stored, Wanted wanted) {
    if (!name.matches("[^/]+/[^/]+")) {
      throw ApiException.badField("secrets." + name, "this name", "<name>/<key>");
    }
    if (value.equals(MASK)) {
      if (!stored.path(name).isTextual()) {
        throw ApiException.badField("secrets." + name, MASK, "a value, because none is stored");
      }
      return stored.path(name).textValue();
    }
    try {
      return box.seal(value, wanted.identifier());
    } catch (IllegalStateException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  /** The identifier of a handler that was given none. */
  static String freshIdentifier() {
    return "urn:stackstate:event-handler:" + UUID.randomUUID();
  }
}
