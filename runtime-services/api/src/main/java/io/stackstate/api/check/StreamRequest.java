package io.stackstate.api.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code DataStream} of a request (REST sheet, section 6.12). */
final class StreamRequest {
  private static final String METRIC = "MetricStream";
  private static final List<String> PRIORITIES = List.of("HIGH", "MEDIUM", "LOW", "NONE");
  private static final Set<String> AGGREGATIONS =
      Set.of(
          "MEAN",
          "PERCENTILE_25",
          "PERCENTILE_50",
          "PERCENTILE_75",
          "PERCENTILE_90",
          "PERCENTILE_95",
          "PERCENTILE_98",
          "PERCENTILE_99",
          "MAX",
          "MIN",
          "SUM",
          "EVENT_COUNT",
          "SUM_NO_ZEROS",
          "EVENT_COUNT_NO_ZEROS");
  private static final Pattern PERCENTILE = Pattern.compile("PERCENTILE_(.*)");

  private final SettingsNodes settings;

  StreamRequest(SettingsNodes settings) {
    this.settings = settings;
  }

  /**
   * The stream as it is stored, without id.
   *
   * @throws ApiException 400, which names the field
   */
  ObjectNode read(JsonFields body) {
    String type = body.requiredText("_type");
    if (!type.equals(METRIC) && !type.equals("EventStream")) {
      throw body.bad("_type", "MetricStream or EventStream");
    }
    boolean metrics = type.equals(METRIC);
    requireMade(body);
    ObjectNode stream = JsonNodeFactory.instance.objectNode();
    stream.put("_type", type);
    stream.put("name", body.requiredText("name"));
    body.text("description").ifPresent(text -> stream.put("description", text));
    dataSource(body).ifPresent(id -> stream.put("dataSource", id));
    String dataType = body.text("dataType").orElse(metrics ? "METRICS" : "EVENTS");
    if (!dataType.equals(metrics ? "METRICS" : "EVENTS")) {
      throw body.bad("dataType", metrics ? "METRICS" : "EVENTS, for a stream of events");
    }
    stream.put("dataType", dataType);
    stream.put("priority", body.has("priority") ? body.choice("priority", PRIORITIES) : "NONE");
    if (metrics) {
      body.whole("staleAfter", 1, "milliseconds, at least 1")
          .ifPresent(millis -> stream.put("staleAfter", millis));
    }
    stream.set("query", query(body.object("query"), metrics));
    return stream;
  }

  /** What people make is not synchronized. */
  static void requireMade(JsonFields body) {
    if (body.flag("syncCreated")) {
      throw body.bad("syncCreated", "false: only synchronizations create those");
    }
  }

  /** Empty: that of the platform itself. */
  private OptionalLong dataSource(JsonFields body) {
    if (!body.has("dataSource")) {
      return OptionalLong.empty();
    }
    Object given = body.plain("dataSource");
    if (given instanceof Number number && number.longValue() == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        node(settings, given)
            .filter(found -> found.type().equals("DataSource"))
            .orElseThrow(() -> body.bad("dataSource", "the id of a data source"))
            .id());
  }

  /** The node with an id, or with an identifier; not the one that owns what has the id. */
  static Optional<Node> node(SettingsNodes settings, Object reference) {
    return reference instanceof Number number
        ? settings.own(number.longValue())
        : settings.byIdentifier(String.valueOf(reference));
  }

  private static ObjectNode query(JsonFields query, boolean metrics) {
    String type = metrics ? "MetricTelemetryQuery" : "EventTelemetryQuery";
    if (!query.text("_type").map(String::trim).orElse(type).equals(type)) {
      throw query.bad("_type", type);
    }
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    read.put("_type", type);
    if (metrics) {
      read.put("metricField", query.requiredText("metricField"));
      read.put("aggregation", aggregation(query));
    }
    ArrayNode conditions = read.putArray("conditions");
    List<JsonFields> given = query.objects("conditions");
    for (JsonFields condition : given) {
      Object value = condition.plain("value");
      if (value instanceof List) {
        throw condition.bad("value", "a string, a number, true or false");
      }
      conditions
          .addObject()
          .put("key", condition.requiredText("key"))
          .put("value", String.valueOf(value));
    }
    return read;
  }

  private static String aggregation(JsonFields query) {
    String given = query.text("aggregation").orElse("MEAN");
    Matcher percentile = PERCENTILE.matcher(given);
    if (!AGGREGATIONS.contains(given)) {
      throw query.bad(
          "aggregation",
          percentile.matches()
              ? "PERCENTILE_25, _50, _75, _90, _95, _98 or _99"
              : "MEAN, MAX, MIN, SUM, EVENT_COUNT, SUM_NO_ZEROS, EVENT_COUNT_NO_ZEROS or"
                  + " PERCENTILE_<n>");
    }
    return given;
  }
}
