package io.stackstate.automation.script;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an output {@code script} says.
 *
 * @param reference identifier or id of a function; empty when {@code inline} is there
 * @param inline the function itself
 * @param parameters by name, plain values
 * @param secrets parameters whose values are secrets
 * @param arguments as nodes of 5.1 have them: a list of objects with {@code parameter}
 * @param view identifier or id of the view that the function sees
 * @param time that a run may take
 */
record ScriptSpec(
    Optional<String> reference,
    Optional<FunctionDefinition> inline,
    Map<String, Object> parameters,
    Map<String, SecretRef> secrets,
    List<JsonNode> arguments,
    Optional<String> view,
    Duration time) {
  private static final int MAX_BODY = 64 * 1024;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration USUAL = Duration.ofSeconds(15);
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  static ScriptSpec read(SpecReader spec) {
    Optional<String> reference = reference(spec, "function");
    Optional<String> body = spec.optionalText("body", MAX_BODY);
    boolean synchronous =
        spec.choice("execution", Map.of("Async", false, "Sync", true)).orElse(false);
    if (reference.isPresent() == body.isPresent()) {
      spec.finding("function", body.isPresent() ? "both" : "nothing", "either function or body");
    }
    return new ScriptSpec(
        reference,
        body.map(text -> inline(spec, text, !synchronous)),
        parameters(spec),
        spec.secrets("secretParameters"),
        arguments(spec),
        reference(spec, "view"),
        spec.duration("timeout", SHORTEST, LONGEST, USUAL));
  }

  private static Optional<String> reference(SpecReader spec, String field) {
    Optional<JsonNode> value = spec.json(field);
    boolean fits = value.isEmpty() || value.get().isTextual() || value.get().isIntegralNumber();
    if (!fits) {
      spec.finding(field, "another value", "an identifier or an id");
    }
    return value.filter(node -> fits).map(JsonNode::asText);
  }

  private static FunctionDefinition inline(SpecReader spec, String text, boolean asynchronous) {
    FunctionDefinition definition =
        new FunctionDefinition(
            FunctionKind.EVENT_HANDLER, "body", Optional.empty(), List.of(), text, asynchronous);
    try {
      new FunctionCompiler(1, Limits.SCRIPT).compile(definition);
    } catch (ScriptException e) {
      spec.finding("body", e.getMessage(), "a script that compiles");
    }
    return definition;
  }

  private static Map<String, Object> parameters(SpecReader spec) {
    Optional<JsonNode> given = spec.json("parameters");
    if (given.isPresent() && !given.get().isObject()) {
      spec.finding("parameters", "another value", "an object of values by name");
    }
    return given
        .filter(JsonNode::isObject)
        .map(node -> Json.mapper().convertValue(node, MAP))
        .orElse(Map.of());
  }

  private static List<JsonNode> arguments(SpecReader spec) {
    List<JsonNode> arguments = new ArrayList<>();
    spec.json("arguments").ifPresent(list -> list.forEach(arguments::add));
    return arguments;
  }
}
