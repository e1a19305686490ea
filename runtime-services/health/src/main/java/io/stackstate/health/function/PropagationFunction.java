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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A propagation function. One thread. */
record PropagationFunction(PreparedFunction<BuiltInPropagation> prepared) {

  /**
   * @param node the text of the JSON object of its settings node
   */
  static PropagationFunction read(String node, FunctionCompiler compiler) {
    return new PropagationFunction(
        PreparedFunction.read(
            node,
            compiler,
            FunctionKind.PROPAGATION,
            "is no propagation function",
            BuiltInPropagation::of));
  }

  /**
   * @param arguments as the component has them
   */
  Verdict decide(
      Surroundings around, JsonNode arguments, TypeNames componentTypes, TypeNames relationTypes) {
    if (prepared.problem().isPresent()) {
      return Verdict.failed("the propagation function cannot be used: " + prepared.problem().get());
    }
    try {
      return Verdict.of(
          prepared.decide(
              arguments,
              componentTypes,
              relationTypes,
              (builtIn, values) -> builtIn.decide(around, values),
              (script, values) ->
                  call(
                      script,
                      new SurroundingElements(around, componentTypes, relationTypes),
                      around,
                      values)));
    } catch (Guard.Failure e) {
      return Verdict.failed(e.getMessage());
    }
  }

  private static HealthState call(
      CompiledFunction script,
      SurroundingElements elements,
      Surroundings around,
      Map<String, Object> user)
      throws ScriptException {
    Map<String, Object> arguments = new HashMap<>(user);
    long component = around.topology().componentId(around.component());
    arguments.put("transparentState", around.auto());
    arguments.put("autoState", around.auto());
    arguments.put("component", component);
    arguments.put("componentId", component);
    arguments.put("element", elements.element());
    arguments.put("stateChangesRepository", new StateChangesRepository(elements));
    FunctionOutcome outcome = script.run(arguments, apis(around));
    return ((FunctionResult.Propagated) outcome.result()).state();
  }

  private static ScriptApis apis(Surroundings around) {
    return new ScriptApis(around::topology, ViewSource.NONE, InstantSource.system());
  }
}
