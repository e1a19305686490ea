package io.stackstate.api.action;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.api.action.Binding.InvalidBindQueryException;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.script.ScriptAnswer;
import io.stackstate.api.script.ScriptFailure;
import io.stackstate.api.script.ScriptSight;
import io.stackstate.api.script.Scripts;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.api.topology.ElementLookup;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.api.Question;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/components/{id}/actions}: what can be done with a component; {@code POST
 * .../actions/{action}} does it (health sheet, section 11). A component may be named by identifier,
 * too. {@code GET /api/component-actions} lists all actions, with what is wrong with them.
 */
public final class ActionResource {
  private static final Logger LOG = LoggerFactory.getLogger(ActionResource.class);
  private static final String EVERYTHING = "name = \"*\"";
  private static final int MOST_TOLD = 1_000;
  private static final String ACTIONS = "/api/components/{idOrIdentifier}/actions";

  private final SettingsNodes settings;
  private final ElementLookup lookup;
  private final Scripts scripts;
  private final ScriptSight sight;
  private final InstantSource clock;
  private final List<BuiltInAction> builtIn;
  private final Binding binding = new Binding();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param builtIn what every component has
   */
  public ActionResource(
      SettingsNodes settings,
      ElementLookup lookup,
      Scripts scripts,
      ScriptSight sight,
      InstantSource clock,
      List<BuiltInAction> builtIn) {
    this.settings = settings;
    this.lookup = lookup;
    this.scripts = scripts;
    this.sight = sight;
    this.clock = clock;
    this.builtIn = List.copyOf(builtIn);
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_SETTINGS, "/api/component-actions", call -> all())
        .get(Permission.EXECUTE_COMPONENT_ACTIONS, ACTIONS, this::list)
        .post(Permission.EXECUTE_COMPONENT_ACTIONS, ACTIONS + "/{action}", this::run);
  }

  private Answer all() {
    List<ComponentAction> actions = actions();
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (ComponentAction action : actions) {
            out.writeStartObject();
            write(out, action);
            out.writeStringField("bindQuery", action.bindQuery());
            optional(out, "error", Binding.problem(action).orElse(null));
            out.writeEndObject();
          }
          for (BuiltInAction action : builtIn) {
            out.writeStartObject();
            write(out, action);
            out.writeStringField("bindQuery", EVERYTHING);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private Answer list(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    long component = component(snapshot, call);
    List<ComponentAction> bound = new ArrayList<>();
    for (ComponentAction action : actions()) {
      try {
        if (binding.has(snapshot, component, action)) {
          bound.add(action);
        }
      } catch (InvalidBindQueryException e) {
        tell(action, e.getMessage());
      }
    }
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (ComponentAction action : bound) {
            out.writeStartObject();
            write(out, action);
            out.writeEndObject();
          }
          for (BuiltInAction action : builtIn) {
            out.writeStartObject();
            write(out, action);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /** Once, because people look at components all the time. */
  private void tell(ComponentAction action, String problem) {
    if (told.size() < MOST_TOLD && told.add(action.id() + problem)) {
      LOG.warn("The action {} is not offered: {}", action.name(), problem);
    }
  }

  private Answer run(Call call) throws InterruptedException {
    ActionTimes times = ActionTimes.read(body(call), clock.millis());
    TopologySnapshot snapshot = lookup.snapshot(call.caller(), times.topology());
    int ordinal = ElementLookup.component(snapshot, call.path("idOrIdentifier"));
    Optional<BuiltInAction> own = builtIn(call.path("action"));
    if (own.isPresent()) {
      return answer(own.get().run(snapshot.component(ordinal), times.past(clock.millis())));
    }
    long component = snapshot.componentId(ordinal);
    ComponentAction action = action(call.path("action"));
    requireBound(snapshot, component, action, call);
    ScriptHost host = sight.ofAction(call.caller());
    Map<String, Object> arguments = times.variables();
    arguments.put("component", describe(host, component, times));
    try {
      return ScriptAnswer.of(scripts.run(action.function(), arguments, host));
    } catch (ScriptFailure e) {
      throw e.answer();
    }
  }

  private static Answer answer(Map<String, Object> value) {
    return ScriptAnswer.of(new FunctionResult.Value(String.valueOf(value.get("_type")), value));
  }

  private Optional<BuiltInAction> builtIn(String idOrUrn) {
    return builtIn.stream()
        .filter(
            action ->
                action.identifier().equals(idOrUrn) || Long.toString(action.id()).equals(idOrUrn))
        .findFirst();
  }

  private void requireBound(
      TopologySnapshot snapshot, long component, ComponentAction action, Call call) {
    try {
      if (!binding.has(snapshot, component, action)) {
        throw ActionErrors.notBound(action, call.path("idOrIdentifier"));
      }
    } catch (InvalidBindQueryException e) {
      throw ActionErrors.invalid(action, e.getMessage());
    }
  }

  /** All fields of the request are optional, and so is its body. */
  private static JsonFields body(Call call) {
    return call.bodyText().isBlank()
        ? JsonFields.of(JsonNodeFactory.instance.objectNode())
        : call.body();
  }

  private static long component(TopologySnapshot snapshot, Call call) {
    return snapshot.componentId(ElementLookup.component(snapshot, call.path("idOrIdentifier")));
  }

  /** As the script API shows it in full. */
  private static Object describe(ScriptHost host, long component, ActionTimes times) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("id", component);
    times.topology().ifPresent(at -> wanted.put("at", at));
    try {
      return host.ask(Question.FULL_COMPONENT, wanted);
    } catch (ScriptApiException e) {
      // It was deleted a moment ago.
      throw ElementErrors.notFound("Component", Long.toString(component));
    }
  }

  /** By name, which is what people look for. */
  private List<ComponentAction> actions() {
    return settings.byType(ComponentAction.TYPE).stream()
        .map(ComponentAction::of)
        .sorted(Comparator.comparing(ComponentAction::name))
        .toList();
  }

  private ComponentAction action(String idOrUrn) {
    return settings
        .named(idOrUrn)
        .filter(node -> node.type().equals(ComponentAction.TYPE))
        .map(ComponentAction::of)
        .orElseThrow(() -> ActionErrors.notFound(idOrUrn));
  }

  private static void write(JsonGenerator out, ComponentAction action) throws IOException {
    out.writeNumberField("id", action.id());
    out.writeStringField("name", action.name());
    optional(out, "description", action.description());
    optional(out, "identifier", action.identifier());
  }

  private static void write(JsonGenerator out, BuiltInAction action) throws IOException {
    out.writeNumberField("id", action.id());
    out.writeStringField("name", action.name());
    out.writeStringField("description", action.description());
    out.writeStringField("identifier", action.identifier());
  }

  private static void optional(JsonGenerator out, String field, String value) throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }
}
