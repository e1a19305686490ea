package io.stackstate.api.forecast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionDefinitionReader;
import io.stackstate.functions.InvalidFunctionException;
import io.stackstate.model.Json;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.CheckRule.Bound;
import io.stackstate.model.check.CheckRule.FunctionCall;
import io.stackstate.model.check.CheckRule.MetricRatio;
import io.stackstate.model.check.CheckRule.MetricThreshold;
import io.stackstate.model.check.CheckRule.Statistic;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.StreamDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes calls of functions of the checks of an element. Checks that agents send decide as the
 * functions {@code metrics-...} of the pack {@code common} do, so those are called.
 */
final class MetricChecks {
  private static final String COMMON = "urn:stackpack:common:check-function:metrics-";

  private final Functions functions;

  /** The check functions of the settings. */
  interface Functions {
    /** The JSON object of a node; empty when there is none. */
    Optional<JsonNode> byId(long id);

    /** Likewise. */
    Optional<JsonNode> byIdentifier(String urn);
  }

  MetricChecks(Functions functions) {
    this.functions = functions;
  }

  /**
   * @return empty when the check is not about metrics alone
   * @throws ForecastException when its function cannot be called
   */
  Optional<MetricCheck> of(CheckDefinition check, ElementChecks owner) throws ForecastException {
    if (check.rule() instanceof MetricThreshold rule) {
      return Optional.of(threshold(check, rule, owner));
    }
    if (check.rule() instanceof MetricRatio rule) {
      return Optional.of(ratio(check, rule, owner));
    }
    if (check.rule() instanceof FunctionCall rule
        && rule.eventStreams().isEmpty()
        && !rule.metricStreams().isEmpty()
        && !rule.onAnomalies()) {
      return Optional.of(call(check, rule, owner));
    }
    return Optional.empty();
  }

  private MetricCheck threshold(CheckDefinition check, MetricThreshold rule, ElementChecks owner)
      throws ForecastException {
    String statistic =
        switch (rule.statistic()) {
          case AVERAGE -> "average";
          case LAST -> "last-value";
          case PERCENTILE -> "percentile";
        };
    String urn = COMMON + (rule.bound() == Bound.MAXIMUM ? "maximum-" : "minimum-") + statistic;
    Map<String, Object> arguments = thresholds(rule.deviating(), rule.critical());
    if (rule.statistic() == Statistic.PERCENTILE) {
      arguments.put("percentile", rule.percentile());
    }
    return new MetricCheck(
        check.id(),
        check.name(),
        function(functions.byIdentifier(urn), urn),
        arguments,
        Map.of("metrics", stream(owner, rule.stream())),
        rule.windowMillis());
  }

  private MetricCheck ratio(CheckDefinition check, MetricRatio rule, ElementChecks owner)
      throws ForecastException {
    String urn = COMMON + (rule.statistic() == Statistic.LAST ? "failed-ratio" : "maximum-ratio");
    return new MetricCheck(
        check.id(),
        check.name(),
        function(functions.byIdentifier(urn), urn),
        thresholds(rule.deviating(), rule.critical()),
        Map.of(
            "numerator", stream(owner, rule.numerator()),
            "denominator", stream(owner, rule.denominator())),
        rule.windowMillis());
  }

  private static Map<String, Object> thresholds(double deviating, double critical) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("deviatingValue", deviating);
    arguments.put("criticalValue", critical);
    return arguments;
  }

  private MetricCheck call(CheckDefinition check, FunctionCall rule, ElementChecks owner)
      throws ForecastException {
    Optional<JsonNode> node = functions.byId(rule.function());
    FunctionDefinition function = function(node, Long.toString(rule.function()));
    Map<Long, String> names = new LinkedHashMap<>();
    for (JsonNode parameter : node.orElseThrow().path("parameters")) {
      names.put(parameter.path("id").asLong(), parameter.path("name").asText());
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    Map<String, StreamDefinition> streams = new LinkedHashMap<>();
    for (JsonNode argument : json(rule.arguments())) {
      String name = names.get(argument.path("parameter").asLong());
      if (name == null) {
        throw new ForecastException(
            "argument for parameter %s: %s has no such parameter"
                .formatted(argument.path("parameter").asText(), function.name()));
      }
      if (argument.path("_type").asText().equals("ArgumentMetricStreamRef")) {
        streams.put(name, stream(owner, argument.path("stream").asLong()));
      } else {
        JsonNode value = argument.has("value") ? argument.get("value") : argument.path("stream");
        arguments.put(name, Json.mapper().convertValue(value, Object.class));
      }
    }
    return new MetricCheck(
        check.id(), check.name(), function, arguments, streams, rule.windowMillis());
  }

  private static JsonNode json(String text) throws ForecastException {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new ForecastException("arguments: found no JSON");
    }
  }

  private static FunctionDefinition function(Optional<JsonNode> node, String named)
      throws ForecastException {
    if (node.isEmpty()) {
      throw new ForecastException("there is no check function " + named);
    }
    try {
      return FunctionDefinitionReader.read(node.get());
    } catch (InvalidFunctionException e) {
      throw new ForecastException(e.getMessage());
    }
  }

  private static StreamDefinition stream(ElementChecks owner, long id) throws ForecastException {
    return owner.streams().stream()
        .filter(stream -> stream.id() == id && stream.metric() != null)
        .findFirst()
        .orElseThrow(() -> new ForecastException("there is no metric stream " + id));
  }
}
