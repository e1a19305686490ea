package io.stackstate.automation.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.automation.engine.Definitions;
import io.stackstate.automation.engine.Engine;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.Outputs;
import io.stackstate.automation.script.FunctionTable;
import io.stackstate.automation.world.SettingsTable;
import io.stackstate.model.Json;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.HandlerDefinition;
import io.stackstate.model.handler.HandlerReader;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.model.handler.OutputSpec;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.stql.Query;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.kafka.SettingsFollower.Changed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes handlers of settings nodes. For one thread. */
final class HandlerFeed {
  static final Set<String> TYPES =
      Set.of(HandlerDefinition.NODE_TYPE, "QueryView", "Monitor", FunctionTable.TYPE);
  private static final Logger LOG = LoggerFactory.getLogger(HandlerFeed.class);

  private final Engine engine;
  private final Outputs outputs;
  private final SettingsTable settings;
  private final FunctionTable functions;

  HandlerFeed(Engine engine, Outputs outputs, SettingsTable settings, FunctionTable functions) {
    this.functions = functions;
    this.engine = engine;
    this.outputs = outputs;
    this.settings = settings;
  }

  void accept(Changed changed, Surroundings around, long now) {
    if (!changed.type().equals(HandlerDefinition.NODE_TYPE)) {
      Optional<Monitor> before = settings.monitor(changed.id());
      settings.apply(changed.type(), changed.id(), changed.node());
      engine.monitorChanged(changed.id(), before, around, now);
      functions.apply(changed.type(), changed.id(), changed.node());
    } else if (changed.node() == null || changed.node().definition() == null) {
      engine.remove(changed.id(), around, now);
    } else {
      define(changed.id(), changed.node(), around, now);
    }
  }

  private void define(long id, SettingsNodeName node, Surroundings around, long now) {
    String version = Integer.toHexString(node.definition().hashCode());
    try {
      JsonNode definition = Json.mapper().readTree(node.definition());
      EventHandlerSpec spec = HandlerReader.read(HandlerDefinition.spec(definition));
      if (spec.scope().query() != null) {
        Query.parse(spec.scope().query());
      }
      List<String> notExecuted = new ArrayList<>();
      List<OutputSpec> executed = executed(spec, notExecuted);
      Handler handler =
          new Handler(id, node.identifier(), node.name(), version, spec, secrets(definition));
      engine.define(handler, notExecuted, around, now);
    } catch (InvalidHandlerException | StqlParseException e) {
      LOG.warn("event handler {} is not executed: {}", node.name(), e.getMessage());
      engine.invalid(id, version, e.getMessage(), around, now);
    } catch (JsonProcessingException e) {
      engine.invalid(id, version, "the definition is no JSON", around, now);
    }
  }

  private static JsonNode secrets(JsonNode definition) {
    JsonNode secrets = definition.path("secrets");
    return secrets.isObject() ? secrets : JsonNodeFactory.instance.objectNode();
  }

  /** Outputs that are wrong do not keep the others from working. */
  private List<OutputSpec> executed(EventHandlerSpec spec, List<String> notExecuted) {
    List<OutputSpec> executed = new ArrayList<>();
    for (OutputSpec output : spec.outputs()) {
      String reason = problem(output, spec.title());
      if (reason == null) {
        executed.add(output);
      } else {
        notExecuted.add("output " + output.name() + ": " + reason);
      }
    }
    return executed;
  }

  /** Null when there is none. */
  private String problem(OutputSpec output, String title) {
    try {
      outputs.validate(Definitions.spec(output, title));
      return null;
    } catch (InvalidOutputException e) {
      return e.getMessage();
    }
  }
}
