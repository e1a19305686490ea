package io.stackstate.functions;

import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions as tests need them. */
public final class Functions {
  /** With more time than any of them needs, however slow the machine is. */
  public static final FunctionCompiler COMPILER =
      new FunctionCompiler(100, Limits.FUNCTION.withTime(Duration.ofMinutes(1)));

  private Functions() {}

  public static FunctionDefinition function(
      FunctionKind kind, String body, Parameter... parameters) {
    return new FunctionDefinition(
        kind, "my function", Optional.empty(), List.of(parameters), body, false);
  }

  public static Parameter system(String name, String type) {
    return new Parameter(name, type, true, false, true);
  }

  public static Parameter user(String name, String type) {
    return new Parameter(name, type, false, false, false);
  }

  public static FunctionDefinition extractor(String body) {
    return function(FunctionKind.ID_EXTRACTOR, body, system("topologyElement", "STRUCT_TYPE"));
  }

  public static FunctionDefinition mapping(String body) {
    return function(FunctionKind.COMPONENT_MAPPING, body, system("element", "STRUCT_TYPE"));
  }

  public static FunctionDefinition check(String body, Parameter... parameters) {
    return function(FunctionKind.CHECK, body, parameters);
  }

  public static FunctionDefinition monitor(String body) {
    return function(FunctionKind.MONITOR, body);
  }

  public static FunctionResult call(FunctionDefinition definition, Map<String, Object> arguments)
      throws ScriptException {
    return COMPILER.compile(definition).call(arguments);
  }
}
