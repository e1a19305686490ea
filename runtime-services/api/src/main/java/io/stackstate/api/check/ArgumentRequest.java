package io.stackstate.api.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.check.KnownStreams.Known;
import io.stackstate.api.http.JsonFields;
import io.stackstate.functions.ParameterType;
import io.stackstate.functions.runtime.RunState;
import io.stackstate.functions.runtime.StateConstants.PropagatedState;
import io.stackstate.model.change.HealthState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one argument of a check in a request: that it is of a type that fits its parameter, and has
 * the value that its type promises (REST sheet, section 6.12).
 */
final class ArgumentRequest {
  private static final Map<ParameterType, Set<String>> FITTING =
      Map.ofEntries(
          Map.entry(ParameterType.METRIC_STREAM, Set.of("ArgumentMetricStreamRef")),
          Map.entry(
              ParameterType.EVENT_STREAM,
              Set.of("ArgumentEventStreamRef", "ArgumentStsEventStreamVal")),
          Map.entry(ParameterType.STS_EVENT_STREAM, Set.of("ArgumentStsEventStreamVal")),
          Map.entry(ParameterType.METRIC_STREAM_ID, Set.of("ArgumentMetricStreamId")),
          Map.entry(ParameterType.STRING, Set.of("ArgumentStringVal")),
          Map.entry(ParameterType.STRUCT_TYPE, Set.of("ArgumentStructTypeVal")),
          Map.entry(ParameterType.LONG, Set.of("ArgumentLongVal")),
          Map.entry(ParameterType.DURATION, Set.of("ArgumentDurationVal", "ArgumentLongVal")),
          Map.entry(ParameterType.DOUBLE, Set.of("ArgumentDoubleVal", "ArgumentLongVal")),
          Map.entry(ParameterType.BOOLEAN, Set.of("ArgumentBooleanVal")),
          Map.entry(ParameterType.NODE_ID, Set.of("ArgumentNodeIdVal")),
          Map.entry(ParameterType.STATE_VALUE, Set.of("ArgumentStateVal")),
          Map.entry(ParameterType.RUN_STATE_VALUE, Set.of("ArgumentRunStateVal")),
          Map.entry(
              ParameterType.PROPAGATED_HEALTH_STATE_VALUE,
              Set.of("ArgumentPropagatedHealthStateVal")),
          Map.entry(ParameterType.ANOMALY_DIRECTION, Set.of("ArgumentAnomalyDirectionVal")),
          Map.entry(ParameterType.COMPONENT_TYPE, Set.of("ArgumentComponentTypeRef")),
          Map.entry(ParameterType.RELATION_TYPE, Set.of("ArgumentRelationTypeRef")),
          Map.entry(ParameterType.QUERY_VIEW, Set.of("ArgumentQueryViewRef")),
          Map.entry(ParameterType.SCRIPT_METRIC_QUERY, Set.of("ArgumentScriptMetricQueryVal")));

  private static final List<String> DIRECTIONS = List.of("RISE", "DROP", "RUNNING", "ANY");
  private static final List<String> WINDOWING = List.of("SLIDING", "BATCHING");

  private final JsonFields given;
  private final KnownStreams streams;
  private final ObjectNode read = JsonNodeFactory.instance.objectNode();

  private ArgumentRequest(JsonFields given, KnownStreams streams) {
    this.given = given;
    this.streams = streams;
  }

  /** A parameter of the function that a check calls. */
  record Target(long id, String name, ParameterType type) {}

  /**
   * The argument as it is stored.
   *
   * @throws io.stackstate.api.http.ApiException 400, which names the field
   */
  static ObjectNode read(JsonFields given, Target target, KnownStreams streams) {
    String type = given.requiredText("_type");
    Set<String> fitting = FITTING.get(target.type());
    if (fitting != null && !fitting.contains(type)) {
      throw given.bad(
          "_type",
          String.join(" or ", fitting.stream().sorted().toList())
              + " for the parameter "
              + target.name());
    }
    ArgumentRequest argument = new ArgumentRequest(given, streams);
    argument.read.put("_type", type);
    argument.read.put("parameter", target.id());
    argument.value(type, target);
    return argument.read;
  }

  private void value(String type, Target target) {
    switch (type) {
      case "ArgumentMetricStreamRef" -> metrics();
      case "ArgumentMetricStreamId" -> read.put("stream", stream(true));
      case "ArgumentEventStreamRef" -> read.put("stream", stream(false));
      case "ArgumentStsEventStreamVal" -> read.put("filter", given.requiredText("filter"));
      case "ArgumentStringVal", "ArgumentStructTypeVal" ->
          read.put("value", given.text("value").orElseThrow(() -> given.bad("value", "a string")));
      case "ArgumentLongVal", "ArgumentNodeIdVal" ->
          whole("value", Long.MIN_VALUE, "a whole number");
      case "ArgumentDurationVal" -> whole("value", 0, "milliseconds, at least 0");
      case "ArgumentDoubleVal" -> number();
      case "ArgumentBooleanVal" -> bool();
      case "ArgumentStateVal" -> constant("value", names(HealthState.values()));
      case "ArgumentRunStateVal" -> constant("value", List.copyOf(RunState.byName().keySet()));
      case "ArgumentPropagatedHealthStateVal" -> constant("value", names(PropagatedState.values()));
      case "ArgumentAnomalyDirectionVal" -> constant("value", DIRECTIONS);
      case "ArgumentComponentTypeRef" -> whole("componentType", 1, "the id of a component type");
      case "ArgumentRelationTypeRef" -> whole("relationType", 1, "the id of a relation type");
      case "ArgumentQueryViewRef" -> whole("queryView", 1, "the id of a view");
      default -> throw given.bad("_type", "a type of arguments that checks may have");
    }
    if (target.name().equals("percentile") && read.path("value").isNumber()) {
      double percentile = read.path("value").doubleValue();
      if (percentile <= 0 || percentile > 100) {
        throw given.bad("value", "a percentile greater than 0 and at most 100");
      }
    }
  }

  private void metrics() {
    read.put("stream", stream(true));
    given
        .whole("maxWindow", 1, "milliseconds from 1 to 3600000")
        .ifPresent(millis -> read.put("maxWindow", millis));
    if (given.has("windowingMethod")) {
      constant("windowingMethod", WINDOWING);
    }
    given.text("downsamplingMethod").ifPresent(text -> read.put("downsamplingMethod", text));
  }

  private long stream(boolean metrics) {
    String kind = metrics ? "metrics" : "events";
    List<Known> found =
        given.has("stream") ? streams.find(given.plain("stream")) : List.<Known>of();
    if (found.size() > 1) {
      throw given.bad("stream", "its id: several streams of the element have this name");
    }
    if (found.isEmpty() || found.get(0).metrics() != metrics) {
      throw given.bad("stream", "the id or name of a stream of " + kind + " of the same element");
    }
    return found.get(0).id();
  }

  private void whole(String field, long minimum, String expected) {
    read.put(
        field, given.whole(field, minimum, expected).orElseThrow(() -> given.bad(field, expected)));
  }

  private void number() {
    if (!given.has("value")
        || !(given.plain("value") instanceof Number number)
        || !Double.isFinite(number.doubleValue())) {
      throw given.bad("value", "a number");
    }
    read.put("value", number.doubleValue());
  }

  private void bool() {
    if (!given.has("value")) {
      throw given.bad("value", "true or false");
    }
    read.put("value", given.flag("value"));
  }

  private void constant(String field, List<String> allowed) {
    read.put(field, given.choice(field, allowed));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
