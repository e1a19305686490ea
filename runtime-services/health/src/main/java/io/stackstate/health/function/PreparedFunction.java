package io.stackstate.health.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.Parameter;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.change.HealthState;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function of the settings ready to be called, as Groovy or, when its script is one of ours, as
 * Java; or the reason why it is not. One thread.
 *
 * @param <B> the functions that there are as Java
 */
final class PreparedFunction<B> {
  private final Definition definition;
  private final Map<String, Parameter> declared;
  private final Optional<B> builtIn;
  private final CompiledFunction script;
  private final Guard guard;
  private final String problem;

  private PreparedFunction(Definition definition, Optional<B> builtIn, CompiledFunction script) {
    this.definition = definition;
    this.declared = definition.declared();
    this.builtIn = builtIn;
    this.script = script;
    this.guard = new Guard(definition.function().name(), System::nanoTime);
    this.problem = null;
  }

  private PreparedFunction(String problem) {
    this.definition = null;
    this.declared = Map.of();
    this.builtIn = Optional.empty();
    this.script = null;
    this.guard = null;
    this.problem = problem;
  }

  /**
   * @param node the text of the JSON object of its settings node
   * @param isNone what is wrong with a function of another kind
   * @param builtIns finds a function that there is as Java by the hash of its script
   */
  static <B> PreparedFunction<B> read(
      String node,
      FunctionCompiler compiler,
      FunctionKind kind,
      String isNone,
      Function<String, Optional<B>> builtIns) {
    try {
      Definition definition = Definition.read(node);
      if (definition.function().kind() != kind) {
        return new PreparedFunction<>(isNone);
      }
      Optional<B> builtIn = builtIns.apply(definition.hash());
      return new PreparedFunction<>(
          definition,
          builtIn,
          builtIn.isPresent() ? null : compiler.compile(definition.function()));
    } catch (IllegalArgumentException | ScriptException e) {
      return new PreparedFunction<>(e.getMessage());
    }
  }

  /** Why it cannot be used; empty when it can. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Calls what there is as Java. */
  interface BuiltInCall<B> {
    HealthState decide(B function, Map<String, Object> arguments);
  }

  /** Calls a script. */
  interface ScriptCall {
    HealthState decide(CompiledFunction script, Map<String, Object> arguments)
        throws ScriptException;
  }

  /**
   * Decides; only when there is no {@link #problem()}.
   *
   * @param arguments as the node that refers to the function has them
   * @throws Guard.Failure with what is wrong with the arguments, or with the call
   */
  HealthState decide(
      JsonNode arguments,
      TypeNames componentTypes,
      TypeNames relationTypes,
      BuiltInCall<B> java,
      ScriptCall groovy)
      throws Guard.Failure {
    try {
      Map<String, Object> values =
          new Arguments(definition.parameters(), declared, componentTypes, relationTypes)
              .read(arguments);
      return builtIn.isPresent()
          ? java.decide(builtIn.get(), values)
          : guard.call(() -> groovy.decide(script, values));
    } catch (IllegalArgumentException e) {
      throw new Guard.Failure(definition.function().name() + ": " + e.getMessage());
    }
  }
}
