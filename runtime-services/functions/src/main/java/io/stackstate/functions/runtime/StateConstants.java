package io.stackstate.functions.runtime;

import io.stackstate.model.change.HealthState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of states that scripts use bare, and the same by kind: {@code CRITICAL}, {@code
 * runStates.RUNNING}.
 */
public final class StateConstants {
  /** States that propagate; the order is the one scripts compare by: query sheet section 7.9. */
  public enum PropagatedState {
    UNKNOWN,
    PROPAGATION_ERROR,
    DEVIATING,
    FLAPPING,
    CRITICAL
  }

  /** States of a view. */
  public enum ViewHealth {
    UNKNOWN,
    CLEAR,
    DEVIATING,
    CRITICAL
  }

  private static final Map<String, Object> CHECK = check();
  private static final Map<String, Object> PROPAGATION =
      Map.copyOf(byName(List.of(PropagationState.values())));
  private static final Map<String, Object> VIEW = view();
  private static final Map<String, Object> MONITOR =
      Map.copyOf(byName(List.of(HealthState.values())));

  private StateConstants() {}

  /** For check functions; the bare {@code UNKNOWN} is the health state. */
  public static Map<String, Object> forChecks() {
    return CHECK;
  }

  /** For monitor functions. */
  public static Map<String, Object> forMonitors() {
    return MONITOR;
  }

  /** For propagation functions, which see own and propagated states on one scale. */
  public static Map<String, Object> forPropagation() {
    return PROPAGATION;
  }

  public static Map<String, Object> forViews() {
    return VIEW;
  }

  private static Map<String, Object> check() {
    Map<String, Object> all = new LinkedHashMap<>(RunState.byName());
    all.putAll(byName(List.of(HealthState.values())));
    all.put("healthStates", Map.copyOf(byName(List.of(HealthState.values()))));
    all.put("runStates", Map.copyOf(RunState.byName()));
    return Map.copyOf(all);
  }

  private static Map<String, Object> view() {
    Map<String, Object> all = byName(List.of(ViewHealth.values()));
    all.put("healthStates", Map.copyOf(byName(List.of(HealthState.values()))));
    all.put("propagatedHealthStates", Map.copyOf(byName(List.of(PropagatedState.values()))));
    all.put("viewHealthStates", Map.copyOf(byName(List.of(ViewHealth.values()))));
    return Map.copyOf(all);
  }

  private static Map<String, Object> byName(List<? extends Enum<?>> constants) {
    Map<String, Object> names = new LinkedHashMap<>();
    constants.forEach(constant -> names.put(constant.name(), constant));
    return names;
  }
}
