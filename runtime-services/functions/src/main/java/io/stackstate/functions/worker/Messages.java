package io.stackstate.functions.worker;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.Parameter;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * What parent and worker say to each other. Parent: one request. Worker: {@code ready} once, then
 * per request {@code started} when the function compiled, any number of {@code ask}, each of which
 * the parent answers before anything else is said ({@link Asking}), and {@code done} with the value
 * or {@code failed} with the errors.
 */
final class Messages {
  static final String TYPE = "type";
  static final String READY = "ready";
  static final String STARTED = "started";
  static final String DONE = "done";
  static final String FAILED = "failed";
  static final String ASK = "ask";

  private Messages() {}

  static Map<String, Object> request(FunctionRun run) {
    FunctionDefinition definition = run.definition();
    Map<String, Object> message = new HashMap<>();
    message.put("millis", run.time().toMillis());
    message.put("kind", definition.kind().name());
    message.put("name", definition.name());
    message.put("body", definition.body());
    message.put("asynchronous", definition.asynchronous());
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (Parameter parameter : definition.parameters()) {
      parameters.add(
          Map.of(
              "name", parameter.name(),
              "type", parameter.type(),
              "required", parameter.required(),
              "multiple", parameter.multiple(),
              "system", parameter.system()));
    }
    message.put("parameters", parameters);
    message.put("arguments", run.arguments());
    return message;
  }

  static FunctionDefinition definition(Map<String, Object> request) {
    List<Parameter> parameters = new ArrayList<>();
    for (Object each : (List<?>) request.get("parameters")) {
      Map<?, ?> fields = (Map<?, ?>) each;
      parameters.add(
          new Parameter(
              (String) fields.get("name"),
              (String) fields.get("type"),
              (Boolean) fields.get("required"),
              (Boolean) fields.get("multiple"),
              (Boolean) fields.get("system")));
    }
    return new FunctionDefinition(
        FunctionKind.valueOf((String) request.get("kind")),
        (String) request.get("name"),
        Optional.empty(),
        parameters,
        (String) request.get("body"),
        (Boolean) request.get("asynchronous"));
  }

  static Duration time(Map<String, Object> request) {
    return Duration.ofMillis(((Number) request.get("millis")).longValue());
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> arguments(Map<String, Object> request) {
    return (Map<String, Object>) request.getOrDefault("arguments", Map.of());
  }

  static Map<String, Object> done(Object value, List<ScriptLog.Line> lines) {
    Map<String, Object> message = new HashMap<>();
    message.put(TYPE, DONE);
    message.put("value", value);
    message.put(
        "log",
        lines.stream()
            .map(line -> Map.of("level", line.level().name(), "message", line.message()))
            .toList());
    return message;
  }

  static List<ScriptLog.Line> log(Map<String, Object> done) {
    List<ScriptLog.Line> lines = new ArrayList<>();
    for (Object each : (List<?>) done.getOrDefault("log", List.of())) {
      Map<?, ?> line = (Map<?, ?>) each;
      lines.add(
          new ScriptLog.Line(
              Level.valueOf((String) line.get("level")), (String) line.get("message")));
    }
    return lines;
  }

  static Map<String, Object> failed(List<ScriptError> errors) {
    return Map.of(
        TYPE,
        FAILED,
        "errors",
        errors.stream()
            .map(
                error ->
                    Map.of(
                        "kind", error.kind().name(),
                        "script", error.script(),
                        "line", error.line(),
                        "column", error.column(),
                        "message", String.valueOf(error.message())))
            .toList());
  }

  static ScriptException failure(Map<String, Object> failed) {
    List<ScriptError> errors = new ArrayList<>();
    for (Object each : (List<?>) failed.get("errors")) {
      Map<?, ?> error = (Map<?, ?>) each;
      errors.add(
          new ScriptError(
              ScriptError.Kind.valueOf((String) error.get("kind")),
              (String) error.get("script"),
              ((Number) error.get("line")).intValue(),
              ((Number) error.get("column")).intValue(),
              (String) error.get("message")));
    }
    return new ScriptException(errors);
  }
}
