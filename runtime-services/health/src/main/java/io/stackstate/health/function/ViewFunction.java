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
import java.util.Optional;

/** A function that decides the health of views, or the reason why it cannot. One thread. */
final class ViewFunction {
  private final Definition definition;
  private final Optional<BuiltInViewHealth> builtIn;
  private final CompiledFunction script;
  private final Guard guard;
  private final String problem;

  private ViewFunction(
      Definition definition,
      Optional<BuiltInViewHealth> builtIn,
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
  static ViewFunction read(String node, FunctionCompiler compiler) {
    try {
      Definition definition = Definition.read(node);
      if (definition.function().kind() != FunctionKind.VIEW_HEALTH) {
        return new ViewFunction(null, Optional.empty(), null, "is no function of view health");
      }
      Optional<BuiltInViewHealth> builtIn = BuiltInViewHealth.of(definition.hash());
      return new ViewFunction(
          definition,
          builtIn,
          builtIn.isPresent() ? null : compiler.compile(definition.function()),
          null);
    } catch (IllegalArgumentException | ScriptException e) {
      return new ViewFunction(null, Optional.empty(), null, e.getMessage());
    }
  }

  Verdict decide(
      ViewContent content, JsonNode arguments, TypeNames componentTypes, TypeNames relationTypes) {
    if (problem != null) {
      return Verdict.failed("the function cannot be used: " + problem);
    }
    try {
      Map<String, Object> values =
          new Arguments(
                  definition.parameters(), definition.declared(), componentTypes, relationTypes)
              .read(arguments);
      return Verdict.of(
          builtIn.isPresent() ? builtIn.get().decide(content, values) : call(content, values));
    } catch (IllegalArgumentException e) {
      return Verdict.failed(definition.function().name() + ": " + e.getMessage());
    } catch (Guard.Failure e) {
      return Verdict.failed(e.getMessage());
    }
  }

  private HealthState call(ViewContent content, Map<String, Object> user) throws Guard.Failure {
    Map<String, Object> arguments = new HashMap<>(user);
    arguments.put("viewSummary", new ViewSummary(new SummaryOf(content)));
    FunctionResult result = guard.call(() -> script.call(arguments));
    return ((FunctionResult.ViewHealth) result).state();
  }
}
