package io.stackstate.health.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.api.ViewSource;
import io.stackstate.functions.runtime.StateChangesRepository;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.health.propagation.Rule.Verdict;
import io.stackstate.health.propagation.Surroundings;
import io.stackstate.model.change.HealthState;
import io.stackstate.stql.QueryLimits;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A propagation function ready to be called, or the reason why it is not. One thread. */
final class PropagationFunction {
  private final Definition definition;
  private final Optional<BuiltInPropagation> builtIn;
  private final CompiledFunction script;
  private final Guard guard;
  private final String problem;

  private PropagationFunction(
      Definition definition,
      Optional<BuiltInPropagation> builtIn,
      CompiledFunction script,
      String problem) {
    this.definition = definition;
    this.builtIn = builtIn;
    this.script = script;
    this.problem = problem;
    this.guard =
        definition == null ? null : new Guard(definition.function().name(), System::nanoTime);
  }

  /**
   * @param node the text of the JSON object of its settings node
   */
  static PropagationFunction read(String node, FunctionCompiler compiler) {
    try {
      Definition definition = Definition.read(node);
      if (definition.function().kind() != FunctionKind.PROPAGATION) {
        return new PropagationFunction(null, Optional.empty(), null, "is no propagation function");
      }
      Optional<BuiltInPropagation> builtIn = BuiltInPropagation.of(definition.hash());
      return new PropagationFunction(
          definition,
          builtIn,
          builtIn.isPresent() ? null : compiler.compile(definition.function()),
          null);
    } catch (IllegalArgumentException | ScriptException e) {
      return new PropagationFunction(null, Optional.empty(), null, e.getMessage());
    }
  }

  boolean isBuiltIn() {
    return builtIn.isPresent();
  }

  /**
   * @param arguments as the component has them
   */
  Verdict decide(
      Surroundings around, JsonNode arguments, TypeNames componentTypes, TypeNames relationTypes) {
    if (problem != null) {
      return Verdict.failed("the propagation function cannot be used: " + problem);
    }
    try {
      Map<String, Object> values =
          new Arguments(
                  definition.parameters(), definition.declared(), componentTypes, relationTypes)
              .read(arguments);
      return Verdict.of(
          builtIn.isPresent()
              ? builtIn.get().decide(around, values)
              : call(
                  new SurroundingElements(around, componentTypes, relationTypes), around, values));
    } catch (IllegalArgumentException e) {
      return Verdict.failed(definition.function().name() + ": " + e.getMessage());
    } catch (Guard.Failure e) {
      return Verdict.failed(e.getMessage());
    }
  }

  private HealthState call(
      SurroundingElements elements, Surroundings around, Map<String, Object> user)
      throws Guard.Failure {
    Map<String, Object> arguments = new HashMap<>(user);
    long component = around.topology().componentId(around.component());
    arguments.put("transparentState", around.auto());
    arguments.put("autoState", around.auto());
    arguments.put("component", component);
    arguments.put("componentId", component);
    arguments.put("element", elements.element());
    arguments.put("stateChangesRepository", new StateChangesRepository(elements));
    FunctionOutcome outcome = guard.call(() -> script.run(arguments, apis(around)));
    return ((FunctionResult.Propagated) outcome.result()).state();
  }

  private static ScriptApis apis(Surroundings around) {
    return new ScriptApis(
        around::topology, ViewSource.NONE, QueryLimits.DEFAULT, InstantSource.system());
  }
}
