package io.stackstate.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.stql.Query;
import io.stackstate.stql.StqlParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a function from the JSON of its settings node: topology sheet section 5, query sheet
 * section 7. Bodies are accepted as text in {@code script} or {@code groovyScript} and as {@code
 * ScriptFunctionBody}.
 */
public final class FunctionDefinitionReader {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> RETURN_TYPES = Set.of("HEALTH_STATE", "RUN_STATE");

  private final JsonNode node;
  private final List<String> problems = new ArrayList<>();

  private FunctionDefinitionReader(JsonNode node) {
    this.node = node;
  }

  /**
   * @throws InvalidFunctionException naming the node and each field that is wrong
   */
  public static FunctionDefinition read(JsonNode node) throws InvalidFunctionException {
    return new FunctionDefinitionReader(node).read();
  }

  private FunctionDefinition read() throws InvalidFunctionException {
    String type = node.path("_type").asText("").strip();
    Optional<FunctionKind> kind = FunctionKind.ofNodeType(type);
    if (kind.isEmpty()) {
      problem("_type", "found '" + type + "', expected the type of a function");
      throw new InvalidFunctionException(problems);
    }
    String name = requiredText("name");
    List<Parameter> parameters = parameters();
    String body = body(kind.get());
    checkShape(kind.get(), parameters);
    if (!problems.isEmpty()) {
      throw new InvalidFunctionException(problems);
    }
    return new FunctionDefinition(
        kind.get(), name, optionalText("identifier"), parameters, body, asynchronous(kind.get()));
  }

  private void problem(String field, String text) {
    String identifier = node.path("identifier").asText(node.path("name").asText(""));
    String subject = node.path("_type").asText("function").strip();
    problems.add("%s '%s', field %s: %s".formatted(subject, identifier, field, text));
  }

  private String requiredText(String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      problem(field, "found " + found(value) + ", expected a text");
      return "";
    }
    return value.asText();
  }

  private Optional<String> optionalText(String field) {
    return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static String found(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "nothing";
    }
    return value.isTextual()
        ? "'" + value.asText() + "'"
        : "a value of type " + value.getNodeType();
  }

  private String body(FunctionKind kind) {
    if (kind.execution() == FunctionKind.Execution.TEMPLATE) {
      return requiredText("handlebarsTemplate");
    }
    String usual = kind == FunctionKind.ID_EXTRACTOR ? "groovyScript" : "script";
    for (String field : List.of("script", "groovyScript")) {
      JsonNode value = node.path(field);
      if (value.isTextual() && !value.asText().isBlank()) {
        return value.asText();
      }
      if (value.isObject()) {
        return objectBody(field, value);
      }
    }
    problem(usual, "found " + found(node.path(usual)) + ", expected a script");
    return "";
  }

  private String objectBody(String field, JsonNode value) {
    JsonNode body = value.path("scriptBody");
    if (!body.isTextual() || body.asText().isBlank()) {
      problem(field + ".scriptBody", "found " + found(body) + ", expected a script");
    }
    return body.asText("");
  }

  private List<Parameter> parameters() {
    JsonNode list = node.path("parameters");
    List<Parameter> parameters = new ArrayList<>();
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      problem("parameters", "found " + found(list) + ", expected a list");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Parameter parameter = parameter(list.get(i), "parameters[" + i + "]");
      if (!names.add(parameter.name())) {
        problem("parameters[" + i + "].name", "found '%s' twice".formatted(parameter.name()));
      }
      parameters.add(parameter);
    }
    return parameters;
  }

  private Parameter parameter(JsonNode value, String at) {
    String name = value.path("name").asText("");
    if (!IDENTIFIER.matcher(name).matches()) {
      problem(
          at + ".name", "found " + found(value.path("name")) + ", expected letters, digits and _");
    }
    String type = value.path("type").asText("");
    if (type.isBlank()) {
      problem(at + ".type", "found nothing, expected a type such as STRUCT_TYPE or STRING");
    }
    return new Parameter(
        name,
        type,
        value.path("required").asBoolean(false),
        value.path("multiple").asBoolean(false),
        value.path("system").asBoolean(false));
  }

  private void checkShape(FunctionKind kind, List<Parameter> parameters) {
    switch (kind) {
      case ID_EXTRACTOR -> {
        if (parameters.size() != 1) {
          problem("parameters", "found %d, expected 1".formatted(parameters.size()));
        }
      }
      case COMPONENT_MAPPING, RELATION_MAPPING -> {
        if (parameters.size() != 1 || !parameters.get(0).name().equals("element")) {
          problem("parameters", "expected one, named element");
        }
      }
      case CHECK -> checkReturnTypes();
      case COMPONENT_ACTION -> checkBindQuery();
      default -> {
        // Any parameters.
      }
    }
  }

  private void checkReturnTypes() {
    JsonNode types = node.path("returnTypes");
    if (types.isMissingNode()) {
      return;
    }
    for (JsonNode type : types) {
      if (!RETURN_TYPES.contains(type.asText())) {
        problem("returnTypes", "found " + found(type) + ", expected HEALTH_STATE or RUN_STATE");
      }
    }
  }

  private void checkBindQuery() {
    String query = requiredText("bindQuery");
    try {
      if (!query.isEmpty()) {
        Query.parse(query);
      }
    } catch (StqlParseException e) {
      problem("bindQuery", e.getMessage());
    }
  }

  private boolean asynchronous(FunctionKind kind) {
    return switch (kind.execution()) {
      case SYNC, TEMPLATE -> false;
      case ASYNC -> true;
      case SYNC_OR_ASYNC ->
          !node.path("execution").asText("").equalsIgnoreCase("SYNC")
              && !node.path("executionMode").asText("").equalsIgnoreCase("SYNC");
    };
  }
}
