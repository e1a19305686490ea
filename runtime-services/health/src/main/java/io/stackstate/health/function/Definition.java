package io.stackstate.health.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionDefinitionReader;
import io.stackstate.functions.InvalidFunctionException;
import io.stackstate.functions.Parameter;
import io.stackstate.model.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A function as its settings node defines it.
 *
 * @param parameters the names of its parameters by the ids of their nodes
 */
record Definition(FunctionDefinition function, Map<Long, String> parameters) {

  /**
   * @param node the text of the JSON object of the node
   * @throws IllegalArgumentException when it is none, or defines no function
   */
  static Definition read(String node) {
    try {
      JsonNode json = Json.mapper().readTree(node == null ? "{}" : node);
      Map<Long, String> parameters = new HashMap<>();
      for (JsonNode parameter : json.path("parameters")) {
        parameters.put(parameter.path("id").asLong(), parameter.path("name").asText());
      }
      return new Definition(FunctionDefinitionReader.read(json), parameters);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (InvalidFunctionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  Map<String, Parameter> declared() {
    return function.parameters().stream()
        .collect(Collectors.toMap(Parameter::name, parameter -> parameter));
  }

  String hash() {
    return ScriptText.hash(function.body());
  }
}
