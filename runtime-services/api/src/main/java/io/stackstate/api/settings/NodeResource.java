package io.stackstate.api.settings;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.health.ViewHealthBoard;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.ElementId;
import io.stackstate.stackgraph.SettingsVersion;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.HandlerFunctions;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.NodeValidator;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.stj.SettingsImport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** {@code /api/node}: the types of settings nodes, and the nodes one by one (REST sheet, 6.2). */
public final class NodeResource {
  private static final String ANY = "_";
  private static final String NODE = "/api/node/{type}/{id}";

  private final StackGraphSettings settings;
  private final SettingsImport changes;
  private final ViewStates states;

  public NodeResource(StackGraphSettings settings, SettingsImport changes, ViewHealthBoard views) {
    this.settings = settings;
    this.changes = changes;
    this.states = new ViewStates(views);
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_SETTINGS, "/api/node", this::types)
        .get(Permission.READ_SETTINGS, "/api/node/{type}", this::list)
        .get(Permission.READ_SETTINGS, NODE, this::get)
        .get(Permission.READ_SETTINGS, NODE + "/history", this::history)
        .get(Permission.READ_SETTINGS, NODE + "/islocked", this::isLocked)
        .delete(Permission.UPDATE_SETTINGS, NODE, this::delete)
        .post(Permission.UPDATE_SETTINGS, NODE + "/unlock", this::unlock)
        .post(Permission.UPDATE_SETTINGS, NODE + "/clone", this::clone);
  }

  private Answer types(Call call) {
    Catalogue catalogue = Catalogue.get();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("nodeTypes");
          for (String name : catalogue.topLevel()) {
            out.writeStartObject();
            out.writeStringField("typeName", name);
            out.writeStringField("description", catalogue.type(name).orElseThrow().description());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer list(Call call) {
    String type = requireType(call.path("type"));
    Optional<String> namespace = call.param("namespace");
    Optional<String> owner = call.param("ownedBy");
    List<Node> nodes =
        settings.byType(type).stream()
            .filter(node -> namespace.isEmpty() || within(node, namespace.get()))
            .filter(node -> owner.isEmpty() || owner.get().equals(node.ownedBy()))
            .toList();
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (Node node : nodes) {
            NodeWriter.writeItem(out, node, states);
          }
          out.writeEndArray();
        });
  }

  private static boolean within(Node node, String prefix) {
    return node.identifier() != null && node.identifier().startsWith(prefix);
  }

  private Answer get(Call call) {
    OptionalLong at = call.longParam("at", 0, Long.MAX_VALUE);
    Node node = at.isPresent() ? past(call, at.getAsLong()) : find(call);
    ViewStates shown = at.isPresent() ? ViewStates.NONE : states;
    return Answer.ok(out -> NodeWriter.write(out, node, shown));
  }

  private Node past(Call call, long at) {
    String id = call.path("id");
    OptionalLong number = ElementId.parse(id);
    return (number.isPresent() ? settings.at(number.getAsLong(), at) : settings.at(id, at))
        .filter(node -> isOfType(node, call.path("type")))
        .orElseThrow(() -> ApiException.of(404, "node " + id + " did not exist at " + at));
  }

  private Answer history(Call call) {
    List<SettingsVersion> versions =
        settings.history(ElementId.parse(call.path("id")).orElseGet(() -> find(call).id()));
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("versions");
          for (SettingsVersion version : versions) {
            out.writeStartObject();
            out.writeNumberField("sinceMillis", version.sinceMillis());
            if (version.untilMillis() != SettingsVersion.PRESENT) {
              out.writeNumberField("untilMillis", version.untilMillis());
            }
            out.writeFieldName("node");
            NodeWriter.write(out, StoredNode.read(version.node()));
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** The genuine command line asks for id 0 when it has an identifier only. */
  private Answer isLocked(Call call) {
    Optional<Node> node = call.path("id").equals("0") ? Optional.empty() : Optional.of(find(call));
    return Answer.ok(
        out -> {
          out.writeStartObject();
          if (node.isPresent() && node.get().locked()) {
            out.writeStringField("_type", "NodeLocked");
            out.writeStringField("owner", node.get().ownedBy());
          } else {
            out.writeStringField("_type", "NodeUnlocked");
          }
          out.writeEndObject();
        });
  }

  private Answer unlock(Call call) {
    long id = find(call).id();
    try {
      Node node = changes.unlock(id);
      return Answer.ok(out -> NodeWriter.write(out, node));
    } catch (SettingsException e) {
      throw ApiException.of(404, e.getMessage());
    }
  }

  private Answer delete(Call call) {
    call.longParam("timeoutSeconds", 0, Integer.MAX_VALUE);
    Node node = find(call);
    requireUnused(node);
    try {
      changes.delete(node.id());
    } catch (SettingsException e) {
      throw ApiException.of(node.locked() ? 409 : 400, e.getMessage());
    }
    return Answer.ok(out -> NodeWriter.write(out, node));
  }

  /** A function that an event handler runs stays (health sheet, section 9.1). */
  private void requireUnused(Node node) {
    List<Node> users = HandlerFunctions.users(settings, used -> used.id() == node.id());
    if (!users.isEmpty()) {
      throw ApiException.of(
          409,
          "%s is used by %s; delete that first"
              .formatted(
                  node.label(), users.stream().map(Node::label).collect(Collectors.joining(", "))));
    }
  }

  private Answer clone(Call call) {
    Node node = find(call);
    String name = call.body().requiredText("name");
    try {
      Node copy = changes.copy(node.id(), name);
      return Answer.ok(out -> NodeWriter.write(out, copy));
    } catch (SettingsException e) {
      throw ApiException.of(400, e.getMessage());
    }
  }

  private Node find(Call call) {
    String type = call.path("type");
    if (!type.equals(ANY)) {
      requireType(type);
    }
    String id = call.path("id");
    return settings
        .named(id)
        .filter(found -> isOfType(found, type))
        .orElseThrow(
            () ->
                ApiException.of(
                    404, "there is no " + (type.equals(ANY) ? "node" : type) + " with id " + id));
  }

  private static boolean isOfType(Node node, String type) {
    return type.equals(ANY) || node.type().equals(type);
  }

  private static String requireType(String type) {
    if (Catalogue.get().type(type).filter(known -> !known.part()).isEmpty()) {
      throw ApiException.of(404, NodeValidator.unknownType(Catalogue.get(), type));
    }
    return type;
  }
}
