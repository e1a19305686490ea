package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.Component;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One component, now or at a time; its results fail when there is none (query sheet, 6.2). */
public final class ComponentQuery {
  private final TopologyReader reader;
  private final long id;
  private final Object when;

  ComponentQuery(TopologyReader reader, long id, Object when) {
    this.reader = reader;
    this.id = id;
    this.when = when;
  }

  /**
   * @param instant an instant or a {@link TimeSlice}
   */
  public ComponentQuery at(Object instant) {
    return new ComponentQuery(reader, id, instant);
  }

  public AsyncScriptResult get() {
    return with((snapshot, ordinal) -> new ElementValues(snapshot).component(ordinal));
  }

  public AsyncScriptResult fullComponent() {
    return with((snapshot, ordinal) -> new ElementValues(snapshot).fullComponent(ordinal));
  }

  public AsyncScriptResult checks() {
    return field("checks");
  }

  public AsyncScriptResult streams() {
    return field("streams");
  }

  /** Null when it propagates as usual. */
  public AsyncScriptResult propagation() {
    return with(
        (snapshot, ordinal) ->
            snapshot.component(ordinal).propagation() == null
                ? null
                : new ElementValues(snapshot).fullComponent(ordinal).get("propagation"));
  }

  public AsyncScriptResult type() {
    return with((snapshot, ordinal) -> node("ComponentType", snapshot.component(ordinal).type()));
  }

  public AsyncScriptResult layer() {
    return with((snapshot, ordinal) -> node("Layer", snapshot.component(ordinal).layer()));
  }

  public AsyncScriptResult domain() {
    return with((snapshot, ordinal) -> node("Domain", snapshot.component(ordinal).domain()));
  }

  public AsyncScriptResult environments() {
    return with(
        (snapshot, ordinal) -> {
          Component component = snapshot.component(ordinal);
          List<Object> nodes = new ArrayList<>();
          component.environments().forEach(name -> nodes.add(node("Environment", name)));
          return nodes;
        });
  }

  private interface Read {
    Object of(TopologySnapshot snapshot, int ordinal);
  }

  private AsyncScriptResult with(Read read) {
    return AsyncScriptResult.attempt(
        () -> {
          TopologySnapshot snapshot = reader.at(when);
          int ordinal = snapshot.componentOrdinal(id);
          if (ordinal < 0) {
            throw new ScriptApiException("there is no component with id " + id);
          }
          return read.of(snapshot, ordinal);
        });
  }

  private AsyncScriptResult field(String name) {
    return with(
        (snapshot, ordinal) -> new ElementValues(snapshot).fullComponent(ordinal).get(name));
  }

  private static Map<String, Object> node(String type, String name) {
    if (name == null) {
      return null;
    }
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("_type", type);
    node.put("id", ElementId.of(type, name));
    node.put("name", name);
    return node;
  }
}
