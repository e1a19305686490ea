package io.stackstate.model.handler;

import java.util.List;

/**
 * Which elements a handler looks at. All that is given must hold; of a list, one value suffices.
 *
 * @param view identifier or id of a view whose components they are; null for any
 * @param query STQL that selects them; null for any
 * @param monitors identifiers or ids of monitors that say the state
 * @param monitorTags tags of such monitors
 * @param componentTags labels
 */
public record HandlerScope(
    String view,
    String query,
    List<String> monitors,
    List<String> monitorTags,
    List<String> componentTypes,
    List<String> componentTags,
    List<String> layers,
    List<String> domains,
    List<String> environments) {
  public static final HandlerScope EVERYTHING =
      new HandlerScope(
          null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public HandlerScope {
    monitors = List.copyOf(monitors);
    monitorTags = List.copyOf(monitorTags);
    componentTypes = List.copyOf(componentTypes);
    componentTags = List.copyOf(componentTags);
    layers = List.copyOf(layers);
    domains = List.copyOf(domains);
    environments = List.copyOf(environments);
  }

  /** Whether monitors, or tags of them, restrict it. */
  public boolean namesMonitors() {
    return !monitors.isEmpty() || !monitorTags.isEmpty();
  }
}
