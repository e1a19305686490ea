package io.stackstate.health.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.health.check.Anomaly;
import io.stackstate.health.check.CheckFunctions.Answer;
import io.stackstate.health.check.CheckFunctions.Data;
import java.util.Map;

/**
 * A check function ready to be called, or the reason why it is not. One thread.
 *
 * @param problem null when it can be called
 */
record CheckFunction(Definition definition, CompiledFunction script, Guard guard, String problem) {
  private static final TypeNames NO_TYPES = new TypeNames();

  /**
   * @param node the text of the JSON object of its settings node
   */
  static CheckFunction read(String node, FunctionCompiler compiler) {
    try {
      Definition definition = Definition.read(node);
      if (definition.function().kind() != FunctionKind.CHECK) {
        return new CheckFunction(null, null, null, "is no check function");
      }
      return new CheckFunction(
          definition,
          compiler.compile(definition.function()),
          new Guard(definition.function().name(), System::nanoTime),
          null);
    } catch (IllegalArgumentException | ScriptException e) {
      return new CheckFunction(null, null, null, e.getMessage());
    }
  }

  /**
   * Calls it; never throws.
   *
   * @param anomaly the event that it is called for; null when it is called for streams
   */
  Answer call(JsonNode arguments, Data data, Anomaly anomaly) {
    if (problem != null) {
      return Answer.failed("the check function cannot be used: " + problem);
    }
    try {
      Map<String, Object> values = values(arguments, data, anomaly);
      return answer((FunctionResult.Check) guard.call(() -> script.call(values)));
    } catch (Guard.Failure e) {
      return Answer.failed(e.getMessage());
    } catch (IllegalArgumentException e) {
      return Answer.failed(definition.function().name() + ": " + e.getMessage());
    }
  }

  private Map<String, Object> values(JsonNode arguments, Data data, Anomaly anomaly) {
    Map<String, Object> values =
        new Arguments(definition.parameters(), definition.declared(), NO_TYPES, NO_TYPES)
            .read(arguments);
    for (JsonNode argument : arguments) {
      String name = definition.parameters().get(argument.path("parameter").asLong());
      if (argument.path("_type").asText().equals("ArgumentStsEventStreamVal")) {
        values.put(name, anomaly == null ? null : anomaly.fields());
      } else if (argument.has("stream")) {
        long stream = argument.path("stream").asLong();
        boolean id = argument.path("_type").asText().equals("ArgumentMetricStreamId");
        values.put(name, id ? stream : data.of(stream));
      }
    }
    return values;
  }

  private static Answer answer(FunctionResult.Check result) {
    return new Answer(
        result.healthState().orElse(null),
        result.shortMessage().or(result::detailedMessage).orElse(null),
        result.expiration().map(FunctionResult.Expiration::durationMillis).orElse(0L),
        result.expiration().map(FunctionResult.Expiration::expireTo).orElse(null),
        CheckDetailsOf.result(result),
        null);
  }
}
