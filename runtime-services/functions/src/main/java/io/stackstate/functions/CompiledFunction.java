package io.stackstate.functions;

import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.api.TelemetryApi;
import io.stackstate.functions.runtime.ExternalId;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.sandbox.PlainJson;
import io.stackstate.functions.script.CompiledScript;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptLog;
import java.time.Duration;
import java.util.Map;

/**
 * A function ready to be called, on the caller's thread. Thread-safe: each call has its own
 * variables.
 */
public final class CompiledFunction {
  private final FunctionDefinition definition;
  private final CompiledScript script;
  private final ArgumentBinder binder;
  private final Limits limits;

  CompiledFunction(FunctionDefinition definition, CompiledScript script, Limits limits) {
    this.definition = definition;
    this.script = script;
    this.binder = new ArgumentBinder(definition);
    this.limits = limits;
  }

  public FunctionDefinition definition() {
    return definition;
  }

  /**
   * @param arguments plain values by parameter name; not changed
   * @throws ScriptException when the arguments do not fit, the script fails, exceeds its limits or
   *     returns something else than its kind must
   */
  public FunctionResult call(Map<String, Object> arguments) throws ScriptException {
    return callWithLog(arguments, Map.of(), new ScriptLog(definition.name()));
  }

  /** The same, and what was logged. */
  public FunctionOutcome run(Map<String, Object> arguments) throws ScriptException {
    return run(arguments, Map.of());
  }

  /**
   * The same with script APIs, of which only an asynchronous function sees anything.
   *
   * @throws ScriptException as {@link #call}
   */
  public FunctionOutcome run(Map<String, Object> arguments, ScriptApis apis)
      throws ScriptException {
    return run(arguments, definition.asynchronous() ? apis.forRun() : Map.of());
  }

  private FunctionOutcome run(Map<String, Object> arguments, Map<String, Object> apis)
      throws ScriptException {
    ScriptLog log = new ScriptLog(definition.name());
    FunctionResult result = callWithLog(arguments, apis, log);
    return new FunctionOutcome(result, log.lines());
  }

  private FunctionResult callWithLog(
      Map<String, Object> arguments, Map<String, Object> apis, ScriptLog log)
      throws ScriptException {
    Object value = evaluate(arguments, apis, log);
    if (value instanceof ExternalId id) {
      return new FunctionResult.Extracted(id.externalId(), id.identifiers(), id.type());
    }
    return read(definition, value);
  }

  /**
   * What the script returned as plain value, not yet looked at: for sending it to another process.
   *
   * @param apis variables besides the arguments
   * @param time that it may take, instead of what its limits say
   */
  public Object evaluatePlain(
      Map<String, Object> arguments, Map<String, Object> apis, ScriptLog log, Duration time)
      throws ScriptException {
    Map<String, Object> variables = bind(arguments, apis, log);
    Object value = script.run(variables, limits.withTime(time), this::plain);
    return value instanceof ExternalId id ? PlainJson.plain(id) : value;
  }

  /**
   * The result in what a function of the kind returned.
   *
   * @throws ScriptException when the kind must return something else
   */
  public static FunctionResult read(FunctionDefinition definition, Object plain)
      throws ScriptException {
    try {
      return ResultReader.read(definition.kind(), plain);
    } catch (WrongResultException e) {
      throw failure(definition, ScriptError.Kind.WRONG_RESULT, e.getMessage());
    }
  }

  private Map<String, Object> bind(
      Map<String, Object> arguments, Map<String, Object> apis, ScriptLog log)
      throws ScriptException {
    try {
      return binder.bind(arguments, apis, log);
    } catch (IllegalArgumentException e) {
      throw failure(definition, ScriptError.Kind.EXECUTION, e.getMessage());
    }
  }

  /**
   * Texts with values may still run code of the script, so they are turned into text within its
   * limits. Ids are what they are.
   */
  private Object evaluate(Map<String, Object> arguments, Map<String, Object> apis, ScriptLog log)
      throws ScriptException {
    Map<String, Object> variables = bind(arguments, apis, log);
    return script.run(variables, limits, this::plain);
  }

  private Object plain(Object value) throws ScriptException {
    if (value instanceof ExternalId && definition.kind() == FunctionKind.ID_EXTRACTOR) {
      return value;
    }
    if (definition.kind() == FunctionKind.METRIC_QUERY) {
      return TelemetryApi.asked(value);
    }
    try {
      return definition.kind().isTyped() ? TypedValue.of(value) : PlainJson.plain(value);
    } catch (IllegalArgumentException e) {
      throw failure(
          definition, ScriptError.Kind.WRONG_RESULT, "returned a value: " + e.getMessage());
    }
  }

  private static ScriptException failure(
      FunctionDefinition definition, ScriptError.Kind kind, String message) {
    return new ScriptException(new ScriptError(kind, definition.name(), 0, 0, message));
  }
}
