package io.stackstate.functions.api;

import io.stackstate.model.ElementId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One component, now or at a time; its results fail when there is none (query sheet, 6.2). */
public final class ComponentQuery {
  private final ScriptHost host;
  private final InstantSource clock;
  private final long id;
  private final Object when;

  ComponentQuery(ScriptHost host, InstantSource clock, long id, Object when) {
    this.host = host;
    this.clock = clock;
    this.id = id;
    this.when = when;
  }

  /**
   * @param instant an instant or a {@link TimeSlice}
   */
  public ComponentQuery at(Object instant) {
    return new ComponentQuery(host, clock, id, instant);
  }

  public AsyncScriptResult get() {
    return with(Question.COMPONENT, component -> component);
  }

  public AsyncScriptResult fullComponent() {
    return with(Question.FULL_COMPONENT, component -> component);
  }

  public AsyncScriptResult checks() {
    return with(Question.FULL_COMPONENT, component -> component.get("checks"));
  }

  public AsyncScriptResult streams() {
    return with(Question.FULL_COMPONENT, component -> component.get("streams"));
  }

  /** Null when it propagates as usual. */
  public AsyncScriptResult propagation() {
    return with(
        Question.FULL_COMPONENT,
        component ->
            component.get("propagation") instanceof Map<?, ?> own && !own.isEmpty() ? own : null);
  }

  public AsyncScriptResult type() {
    return node("ComponentType", "typeName");
  }

  public AsyncScriptResult layer() {
    return node("Layer", "layerName");
  }

  public AsyncScriptResult domain() {
    return node("Domain", "domainName");
  }

  public AsyncScriptResult environments() {
    return with(
        Question.COMPONENT,
        component -> {
          List<Object> nodes = new ArrayList<>();
          for (Object name : (List<?>) component.get("environmentNames")) {
            nodes.add(node("Environment", name));
          }
          return nodes;
        });
  }

  private AsyncScriptResult with(Question question, Function<Map<?, ?>, Object> part) {
    return AsyncScriptResult.attempt(
        () -> {
          Map<String, Object> arguments = new HashMap<>();
          arguments.put("id", id);
          arguments.put("at", InstantText.when(when, clock.millis()));
          return part.apply((Map<?, ?>) host.ask(question, arguments));
        });
  }

  private AsyncScriptResult node(String type, String field) {
    return with(Question.COMPONENT, component -> node(type, component.get(field)));
  }

  private static Map<String, Object> node(String type, Object name) {
    if (name == null) {
      return null;
    }
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("_type", type);
    node.put("id", ElementId.of(type, String.valueOf(name)));
    node.put("name", name);
    return node;
  }
}
