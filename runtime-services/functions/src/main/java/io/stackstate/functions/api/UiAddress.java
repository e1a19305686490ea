package io.stackstate.functions.api;

import io.stackstate.functions.runtime.HandlerView;
import io.stackstate.functions.script.ScriptApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The address of a page of the user interface as it is put together (query sheet, section 6.6; UI
 * sheet, section 17). Times are absolute: {@code at('-15m')} is a quarter of an hour before now,
 * whenever somebody follows the link. For one script.
 */
public final class UiAddress {
  private final Supplier<String> base;
  private final InstantSource clock;
  private final Map<String, Set<String>> parameters = new LinkedHashMap<>();
  private final Set<String> grid = new LinkedHashSet<>();
  private String place = "";
  private String perspective = "";

  UiAddress(Supplier<String> base, InstantSource clock) {
    this.base = base;
    this.clock = clock;
  }

  /** A saved view: itself, its URN or its id. */
  public UiAddress view(Object view) {
    place = encoded(reference(view));
    return this;
  }

  public UiAddress explore() {
    place = "explore";
    return this;
  }

  public UiAddress at(Object instant) {
    Long millis = InstantText.when(instant, clock.millis());
    return set("at", millis == null ? clock.millis() : millis);
  }

  public UiAddress topologyQuery(Object stql) {
    return set("query", stql);
  }

  /** The component in focus: itself, one of its identifiers, or its id. */
  public UiAddress withComponent(Object component) {
    return set("sel", reference(component));
  }

  /** The component whose metrics are shown. */
  public UiAddress withTelemetryComponent(Object component) {
    return set("tel", reference(component));
  }

  public UiAddress topologyPerspective() {
    return perspective("topology");
  }

  public UiAddress eventsPerspective() {
    return perspective("events");
  }

  public UiAddress tracesPerspective() {
    return perspective("traces");
  }

  public UiAddress telemetryPerspective() {
    return perspective("metrics");
  }

  public UiAddress noRootCause() {
    return set("cause", "none");
  }

  public UiAddress rootCauseOnly() {
    return set("cause", "root");
  }

  public UiAddress fullCauseTree() {
    return set("cause", "full");
  }

  public UiAddress topologyListMode() {
    return set("mode", "list");
  }

  public UiAddress topologyGraphMode() {
    return set("mode", "graph");
  }

  public UiAddress withEventType(Object... types) {
    return add("evType", types);
  }

  public UiAddress withEventTag(Object... tags) {
    return add("evTag", tags);
  }

  public UiAddress withEventCategory(Object... categories) {
    return add("evCat", categories);
  }

  public UiAddress withEventSource(Object... sources) {
    return add("evSrc", sources);
  }

  public UiAddress withTraceTag(Object... tags) {
    return add("trTag", tags);
  }

  public UiAddress withTraceSpanType(Object... types) {
    return add("spanType", types);
  }

  public UiAddress layerGrid(boolean shown) {
    return grid("l", shown);
  }

  public UiAddress domainGrid(boolean shown) {
    return grid("d", shown);
  }

  public UiAddress noGrouping() {
    return set("group", "none");
  }

  public UiAddress autoGrouping() {
    return set("group", "auto");
  }

  public UiAddress groupingByTypeAndState() {
    return set("group", "type-state");
  }

  /**
   * @param minimum of components that make a group
   */
  public UiAddress groupingByTypeAndState(int minimum) {
    return groupingByTypeAndState().set("min", minimum);
  }

  public UiAddress groupingByTypeStateAndRelations() {
    return set("group", "type-state-relations");
  }

  /** As {@link #groupingByTypeAndState(int)}. */
  public UiAddress groupingByTypeStateAndRelations(int minimum) {
    return groupingByTypeStateAndRelations().set("min", minimum);
  }

  public UiAddress showIndirectRelations() {
    return set("indirect", true);
  }

  /**
   * The whole address.
   *
   * @throws ScriptApiException when it says neither view nor explore, or no base URL is configured
   */
  public String url() {
    if (place.isEmpty()) {
      throw new ScriptApiException("UI.createUrl: expected view(...) or explore() before url()");
    }
    String query =
        parameters.entrySet().stream()
            .flatMap(each -> each.getValue().stream().map(v -> each.getKey() + "=" + encoded(v)))
            .collect(Collectors.joining("&"));
    return base.get() + "/#/views/" + place + perspective + (query.isEmpty() ? "" : "?" + query);
  }

  private UiAddress perspective(String name) {
    perspective = "/" + name;
    return this;
  }

  private UiAddress set(String key, Object value) {
    parameters.put(key, Set.of(String.valueOf(value)));
    return this;
  }

  private UiAddress add(String key, Object... values) {
    Set<String> all = parameters.computeIfAbsent(key, k -> new LinkedHashSet<>());
    for (Object value : values) {
      all.add(String.valueOf(value));
    }
    return this;
  }

  private UiAddress grid(String axis, boolean shown) {
    if (shown) {
      grid.add(axis);
    } else {
      grid.remove(axis);
    }
    return set("grid", String.join("", grid));
  }

  private static String reference(Object given) {
    if (given instanceof Pending pending) {
      return reference(pending.result().get());
    }
    if (given instanceof HandlerView view) {
      return String.valueOf(view.getIdentifier() == null ? view.getId() : view.getIdentifier());
    }
    if (!(given instanceof Map<?, ?> fields)) {
      return String.valueOf(given);
    }
    if (fields.get("view") instanceof Map<?, ?> view) {
      return reference(view);
    }
    if (fields.get("identifiers") instanceof List<?> all && !all.isEmpty()) {
      return String.valueOf(all.get(0));
    }
    Object identifier = fields.get("identifier");
    return String.valueOf(identifier == null ? fields.get("id") : identifier);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
