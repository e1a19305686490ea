package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers from the topology, the views and the ways out of this process. For one run. */
final class PlatformHost implements ScriptHost {
  private final TopologyReader reader;
  private final ViewSource views;
  private final OutsideSource outside;

  PlatformHost(TopologyReader reader, ViewSource views, OutsideSource outside) {
    this.reader = reader;
    this.views = views;
    this.outside = outside;
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
      case NODES, HTTP, EMAIL, WEBHOOK, SMS -> outside.ask(question, arguments);
    };
  }

  private Found found(Map<String, Object> arguments) {
    return reader.find(String.valueOf(arguments.get("query")), number(arguments, "at"));
  }

  private Object component(Map<String, Object> arguments, boolean full) {
    long id = number(arguments, "id");
    TopologySnapshot snapshot = reader.at(number(arguments, "at"));
    int ordinal = snapshot.componentOrdinal(id);
    if (ordinal < 0) {
      throw new ScriptApiException("there is no component with id " + id);
    }
    ElementValues values = new ElementValues(snapshot);
    return full ? values.fullComponent(ordinal) : values.component(ordinal);
  }

  private List<Object> views() {
    List<Object> all = new ArrayList<>();
    for (ViewSource.SavedView saved : views.all()) {
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

  /** Null when it is missing. */
  private static Long number(Map<String, Object> arguments, String name) {
    return arguments.get(name) instanceof Number number ? number.longValue() : null;
  }
}
