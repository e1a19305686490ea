package io.stackstate.automation.output.ticket;

import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.model.change.HealthState;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Field {@code severityMap} and its like: how a receiver names the health states. */
record Severities(Map<HealthState, String> named, String otherwise) {

  /**
   * @param allowed the receiver's names, each to itself
   * @param usual where the definition says nothing
   * @param otherwise for states that neither names
   */
  static Severities read(
      SpecReader spec,
      Map<String, String> allowed,
      Map<HealthState, String> usual,
      String otherwise) {
    return read(spec, "severityMap", allowed, usual, otherwise);
  }

  /** The same from another field. */
  static Severities read(
      SpecReader spec,
      String field,
      Map<String, String> allowed,
      Map<HealthState, String> usual,
      String otherwise) {
    Map<HealthState, String> named = new EnumMap<>(usual);
    spec.object(field)
        .ifPresent(
            map -> {
              for (HealthState state : HealthState.values()) {
                map.choice(state.name(), new TreeMap<>(allowed))
                    .ifPresent(name -> named.put(state, name));
              }
              map.end();
            });
    return new Severities(named, otherwise);
  }

  String of(HealthState state) {
    return named.getOrDefault(state, otherwise);
  }
}
