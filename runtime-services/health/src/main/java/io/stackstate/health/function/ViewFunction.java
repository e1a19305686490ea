package io.stackstate.health.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.runtime.ViewSummary;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.health.view.ViewContent;
import io.stackstate.health.view.ViewRule.Verdict;
import io.stackstate.model.change.HealthState;
import java.util.HashMap;
import java.util.Map;

/** A function that decides the health of views. One thread. */
record ViewFunction(PreparedFunction<BuiltInViewHealth> prepared) {

  /**
   * @param node the text of the JSON object of its settings node
   */
  static ViewFunction read(String node, FunctionCompiler compiler) {
    return new ViewFunction(
        PreparedFunction.read(
            node,
            compiler,
            FunctionKind.VIEW_HEALTH,
            "is no function of view health",
            BuiltInViewHealth::of));
  }

  Verdict decide(
      ViewContent content, JsonNode arguments, TypeNames componentTypes, TypeNames relationTypes) {
    if (prepared.problem().isPresent()) {
      return Verdict.failed("the function cannot be used: " + prepared.problem().get());
    }
    try {
      return Verdict.of(
          prepared.decide(
              arguments,
              componentTypes,
              relationTypes,
              (builtIn, values) -> builtIn.decide(content, values),
              (script, values) -> call(script, content, values)));
    } catch (Guard.Failure e) {
      return Verdict.failed(e.getMessage());
    }
  }

  private static HealthState call(
      CompiledFunction script, ViewContent content, Map<String, Object> user)
      throws ScriptException {
    Map<String, Object> arguments = new HashMap<>(user);
    arguments.put("viewSummary", new ViewSummary(new SummaryOf(content)));
    return ((FunctionResult.ViewHealth) script.call(arguments)).state();
  }
}
