package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers from what the platform knows, and by the ways out of this process. For one run. */
final class PlatformHost implements ScriptHost {
  /** Of a metric query; they are held as objects until a script has them. */
  private static final int MOST_POINTS = 500_000;

  private final TopologyReader reader;
  private final Platform platform;

  PlatformHost(TopologyReader reader, Platform platform) {
    this.reader = reader;
    this.platform = platform;
  }

  @Override
  public Object ask(Question question, Map<String, Object> arguments) {
    return switch (question) {
      case COMPONENTS -> found(arguments).components();
      case FULL_COMPONENTS -> found(arguments).fullComponents();
      case RELATIONS -> found(arguments).relations();
      case FULL_RELATIONS -> found(arguments).fullRelations();
      case PROBLEMS -> found(arguments).problems(number(arguments, "view"));
      case COMPONENT -> component(arguments, false);
      case FULL_COMPONENT -> component(arguments, true);
      case VIEWS -> views();
      case PRESENT -> reader.at(null).timeMillis();
      case METRICS -> metrics(arguments);
      case PROMQL ->
          platform
              .telemetry()
              .promql(
                  text(arguments, "query"),
                  number(arguments, "startMillis"),
                  number(arguments, "endMillis"),
                  number(arguments, "stepMillis"));
      case BASE_URL -> baseUrl();
      case PACK_INSTALLED -> platform.packs().isInstalled(text(arguments, "name"));
      case PACK_RESOURCES ->
          platform.packs().resources(text(arguments, "namespace"), text(arguments, "nodeType"));
      case NODES, HTTP, EMAIL, WEBHOOK, SMS -> platform.outside().ask(question, arguments);
    };
  }

  private List<Map<String, Object>> metrics(Map<String, Object> arguments) {
    List<TimeSeries> series = platform.telemetry().query(MetricValues.query(arguments));
    long points = series.stream().mapToLong(each -> each.points().size()).sum();
    if (points > MOST_POINTS) {
      throw new ScriptApiException(
          "Telemetry: found %d points, expected at most %d: a limit or longer buckets give fewer"
              .formatted(points, MOST_POINTS));
    }
    return MetricValues.of(series);
  }

  private String baseUrl() {
    if (platform.baseUrl().isEmpty()) {
      throw new ScriptApiException(
          "UI: found no address of the user interface, expected one in stackstate.server.baseUrl");
    }
    return platform.baseUrl();
  }

  private Found found(Map<String, Object> arguments) {
    return reader.find(String.valueOf(arguments.get("query")), number(arguments, "at"));
  }

  private Object component(Map<String, Object> arguments, boolean full) {
    long id = number(arguments, "id");
    Long time = number(arguments, "at");
    TopologySnapshot snapshot = reader.at(time);
    int ordinal = snapshot.componentOrdinal(id);
    if (ordinal < 0) {
      throw new ScriptApiException("there is no component with id " + id);
    }
    ElementValues values = new ElementValues(snapshot, reader.made(time));
    return full ? values.fullComponent(ordinal) : values.component(ordinal);
  }

  private List<Object> views() {
    List<Object> all = new ArrayList<>();
    for (ViewSource.SavedView saved : platform.views().all()) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("_type", "QueryView");
      view.put("id", saved.id());
      view.put("identifier", saved.identifier());
      view.put("name", saved.name());
      view.put("description", saved.description());
      view.put("query", saved.query());
      all.add(view);
    }
    return all;
  }

  private static String text(Map<String, Object> arguments, String name) {
    return String.valueOf(arguments.get(name));
  }

  /** Null when it is missing. */
  private static Long number(Map<String, Object> arguments, String name) {
    return arguments.get(name) instanceof Number number ? number.longValue() : null;
  }
}
