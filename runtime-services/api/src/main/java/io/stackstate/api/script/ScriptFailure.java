package io.stackstate.api.script;

import io.stackstate.api.http.ApiException;
import io.stackstate.functions.script.ScriptError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why there is no value of a script, and what is told of that (REST sheet, section 6.6). */
public final class ScriptFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, Object> body;

  private ScriptFailure(int status, String message, Map<String, Object> body) {
    super(message, null, false, false);
    this.status = status;
    this.body = body;
  }

  /** 400, 408, or 503 when it was not the script's fault. */
  int status() {
    return status;
  }

  /** The answer to who ran it. */
  public ApiException answer() {
    return status == 503
        ? ApiException.of(status, getMessage())
        : ApiException.withBody(status, getMessage(), out -> out.writeObject(body));
  }

  /**
   * @param errors at least one
   * @param timeMillis that the script had
   */
  static ScriptFailure of(List<ScriptError> errors, long timeMillis) {
    ScriptError first = errors.get(0);
    return switch (first.kind()) {
      case SYNTAX ->
          typed(
              "SyntaxErrors",
              first.message(),
              Map.of("errors", errors.stream().map(ScriptFailure::located).toList()));
      case SECURITY -> typed("SecurityError", first.message(), Map.of());
      case RUNTIME ->
          typed(
              "GroovyRuntimeError",
              first.message(),
              first.line() > 0 ? Map.of("location", location(first)) : Map.of());
      case EXECUTION ->
          typed("ExecutionError", first.message(), Map.of("reason", "a script API failed"));
      case LIMIT ->
          typed("ExecutionError", first.message(), Map.of("reason", "a limit was reached"));
      case EXCEPTION -> typed("ExceptionError", first.message(), Map.of());
      case WRONG_RESULT -> wrongType(first.message(), "unknown", "a value that JSON can say");
      case TIMEOUT -> late(first.message(), timeMillis);
      case WORKER -> new ScriptFailure(503, first.message(), Map.of());
    };
  }

  private static Map<String, Object> located(ScriptError error) {
    return Map.of("message", error.message(), "location", location(error));
  }

  private static Map<String, Object> location(ScriptError error) {
    return Map.of("line", Math.max(error.line(), 1), "column", Math.max(error.column(), 1));
  }

  static ScriptFailure wrongType(String message, String actual, String expected) {
    return typed(
        "WrongReturnTypeError",
        message,
        Map.of("actualReturnType", actual, "expectedReturnType", expected));
  }

  private static ScriptFailure late(String message, long timeMillis) {
    ScriptFailure failure = typed("TimeoutError", message, Map.of("timeoutMs", timeMillis));
    return new ScriptFailure(408, message, failure.body);
  }

  /** The same of a script for the arguments of another one. */
  ScriptFailure ofArguments() {
    if (status == 503) {
      return this;
    }
    String message = "the script for the arguments: " + getMessage();
    return typed("ArgumentsScriptError", message, Map.of("error", body));
  }

  private static ScriptFailure typed(String type, String message, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("_type", "ExecuteScript" + type);
    body.put("message", message);
    body.putAll(more);
    return new ScriptFailure(400, message, body);
  }
}
