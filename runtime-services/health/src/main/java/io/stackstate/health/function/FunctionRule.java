package io.stackstate.health.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.health.propagation.Rule;
import io.stackstate.health.propagation.Surroundings;
import io.stackstate.model.Json;

/** A propagation function with the arguments of a component; which script it has may change. */
final class FunctionRule implements Rule {
  private final HealthFunctions functions;
  private final long function;
  private final JsonNode arguments;

  private FunctionRule(HealthFunctions functions, long function, JsonNode arguments) {
    this.functions = functions;
    this.function = function;
    this.arguments = arguments;
  }

  static FunctionRule read(String propagation, HealthFunctions functions) {
    try {
      JsonNode json = Json.mapper().readTree(propagation);
      return new FunctionRule(functions, json.path("function").asLong(), json.path("arguments"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("propagation: not JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public long function() {
    return function;
  }

  @Override
  public Verdict decide(Surroundings around) {
    return functions.decide(function, arguments, around);
  }
}
