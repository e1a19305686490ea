package io.stackstate.model.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.TelemetryStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the streams and checks that templates and people gave an element, whose checks call
 * functions of the settings (health sheet, section 2.1; topology sheet, section 5). A check that is
 * wrong is there with a rule that says so.
 */
public final class TemplateChecksReader {
  /** The only filter that checks may have (health sheet, section 9.2). */
  public static final String ANOMALY_EVENT = "ANOMALY_EVENT";

  private static final long MAX_WINDOW_MILLIS = 3_600_000;

  private final Map<Long, StreamDefinition> streams = new LinkedHashMap<>();

  private TemplateChecksReader() {}

  /** Those of one element. */
  public static ElementChecks of(List<TelemetryStream> streams, List<Check> checks) {
    return with(ElementChecks.NONE, streams, checks);
  }

  /**
   * Those of one element together with what agents sent of it, whose streams the checks may look
   * at, too.
   */
  public static ElementChecks with(
      ElementChecks sent, List<TelemetryStream> streams, List<Check> checks) {
    if (checks.isEmpty()) {
      return sent;
    }
    TemplateChecksReader reader = new TemplateChecksReader();
    sent.streams().forEach(stream -> reader.streams.put(stream.id(), stream));
    streams.forEach(reader::stream);
    List<CheckDefinition> all = new ArrayList<>(sent.checks());
    checks.forEach(check -> all.add(reader.check(check)));
    return new ElementChecks(List.copyOf(reader.streams.values()), all);
  }

  /** The streams alone; one of metrics that names none is left out. */
  public static List<StreamDefinition> streams(List<TelemetryStream> streams) {
    TemplateChecksReader reader = new TemplateChecksReader();
    streams.forEach(reader::stream);
    return List.copyOf(reader.streams.values());
  }

  private void stream(TelemetryStream stream) {
    JsonNode said = json(stream.definition());
    JsonNode query = said.path("query");
    boolean metrics = stream.type().equals("MetricStream");
    if (metrics && !query.path("metricField").isTextual()) {
      return;
    }
    List<StreamCondition> conditions = new ArrayList<>();
    for (JsonNode condition : query.path("conditions")) {
      conditions.add(
          new StreamCondition(condition.path("key").asText(), condition.path("value").asText()));
    }
    streams.put(
        stream.id(),
        new StreamDefinition(
            stream.id(),
            metrics ? StreamKind.METRICS : StreamKind.EVENTS,
            null,
            stream.name(),
            metrics ? query.path("metricField").textValue() : null,
            conditions,
            query.path("aggregation").asText(null),
            null,
            said.path("priority").asText(null),
            Math.max(0, said.path("staleAfter").asLong())));
  }

  private CheckDefinition check(Check check) {
    JsonNode said = json(check.definition());
    CheckRule rule;
    try {
      rule = rule(said);
    } catch (InvalidCheckException e) {
      rule = new CheckRule.Invalid(e.getMessage());
    }
    return new CheckDefinition(
        check.id(),
        check.name() == null ? "Check" : check.name(),
        said.path("description").asText(null),
        said.path("remediationHint").asText(null),
        rule);
  }

  private CheckRule rule(JsonNode check) throws InvalidCheckException {
    if (!check.path("function").isIntegralNumber()) {
      throw new InvalidCheckException(
          "function", CheckFields.shown(check.path("function")), "the id of a check function");
    }
    List<Long> metrics = new ArrayList<>();
    List<Long> events = new ArrayList<>();
    long window = 0;
    boolean batching = false;
    boolean onAnomalies = false;
    JsonNode arguments = check.path("arguments");
    for (int i = 0; i < arguments.size(); i++) {
      JsonNode argument = arguments.get(i);
      String path = "arguments[" + i + "]";
      switch (argument.path("_type").asText()) {
        case "ArgumentMetricStreamRef" -> {
          metrics.add(stream(path, argument, StreamKind.METRICS));
          window = Math.max(window, window(path, argument));
          batching |= argument.path("windowingMethod").asText().equals("BATCHING");
        }
        case "ArgumentEventStreamRef" -> {
          events.add(stream(path, argument, StreamKind.EVENTS));
          window = Math.max(window, CheckRule.DEFAULT_WINDOW_MILLIS);
        }
        case "ArgumentMetricStreamId" -> stream(path, argument, StreamKind.METRICS);
        case "ArgumentStsEventStreamVal" -> {
          requireAnomalies(path, argument);
          onAnomalies = true;
        }
        case "ArgumentBaselineMetricStreamRef" ->
            throw new InvalidCheckException(
                path,
                argument.path("_type").asText(),
                "a value or a stream of metrics or events: others are not evaluated");
        default -> {
          // A value: what it must be is said by the parameter that it is for.
        }
      }
    }
    return new CheckRule.FunctionCall(
        check.path("function").longValue(),
        arguments.toString(),
        metrics,
        events,
        window,
        batching,
        onAnomalies);
  }

  private static void requireAnomalies(String path, JsonNode argument)
      throws InvalidCheckException {
    if (!argument.path("filter").asText().equals(ANOMALY_EVENT)) {
      throw new InvalidCheckException(
          path + ".filter",
          CheckFields.shown(argument.path("filter")),
          ANOMALY_EVENT + ": checks see no other events of the platform");
    }
  }

  private long stream(String path, JsonNode argument, StreamKind kind)
      throws InvalidCheckException {
    StreamDefinition stream = streams.get(argument.path("stream").asLong());
    boolean metrics = kind == StreamKind.METRICS;
    if (stream == null || (stream.kind() == StreamKind.METRICS) != metrics) {
      throw new InvalidCheckException(
          path + ".stream",
          CheckFields.shown(argument.path("stream")),
          "a stream of " + kind.list() + " of the same element");
    }
    return stream.id();
  }

  private static long window(String path, JsonNode argument) throws InvalidCheckException {
    long window = argument.path("maxWindow").asLong(CheckRule.DEFAULT_WINDOW_MILLIS);
    if (window < 1 || window > MAX_WINDOW_MILLIS) {
      throw new InvalidCheckException(
          path + ".maxWindow",
          CheckFields.shown(argument.path("maxWindow")),
          "milliseconds from 1 to " + MAX_WINDOW_MILLIS);
    }
    return window;
  }

  /** Definitions stand in the log as JSON; what is none is an empty object. */
  private static JsonNode json(String definition) {
    try {
      return Json.mapper().readTree(definition);
    } catch (JsonProcessingException e) {
      return Json.mapper().createObjectNode();
    }
  }
}
