package io.stackstate.api.health;

import io.stackstate.api.check.CheckBoard;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.CheckState;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which check states found an element (health sheet, sections 4.4 and 4.5).
 *
 * @param matched how many of each health found at least one; none is left out
 * @param unmatched those that found none
 * @param multiple those that found several
 */
record TopologyMatches(
    Map<HealthState, Integer> matched, List<Unmatched> unmatched, List<Multiple> multiple) {

  /**
   * @param similar an identifier that is there and differs in case, a trailing slash or white space
   *     only; null when there is none
   */
  record Unmatched(CheckState state, String similar) {}

  record Multiple(CheckState state, int count) {}

  /**
   * @param urn the stream of the states
   * @param checks what is bound to relations, for which there is no index of identifiers
   */
  static TopologyMatches of(
      String urn, List<CheckState> states, TopologySnapshot topology, CheckBoard checks) {
    Map<HealthState, Integer> matched = new EnumMap<>(HealthState.class);
    List<CheckState> unmatched = new ArrayList<>();
    List<Multiple> multiple = new ArrayList<>();
    Map<String, Integer> relations = relations(urn, topology, checks);
    for (CheckState state : states) {
      String identifier = state.topologyElementIdentifier();
      int count = components(identifier, topology) + relations.getOrDefault(identifier, 0);
      if (count == 0) {
        unmatched.add(state);
      } else {
        matched.merge(state.health(), 1, Integer::sum);
        if (count > 1) {
          multiple.add(new Multiple(state, count));
        }
      }
    }
    return new TopologyMatches(matched, withSimilar(unmatched, topology), multiple);
  }

  /** How many found at least one. */
  int matchedStates() {
    return matched.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int components(String identifier, TopologySnapshot topology) {
    return topology.components(Attribute.IDENTIFIER, identifier).getCardinality();
  }

  /** How many relations with a state of the stream have each external id. */
  private static Map<String, Integer> relations(
      String urn, TopologySnapshot topology, CheckBoard checks) {
    Map<String, Integer> found = new HashMap<>();
    for (long element : checks.elements(urn)) {
      int relation = topology.relationOrdinal(element);
      if (relation >= 0) {
        found.merge(topology.relation(relation).externalId(), 1, Integer::sum);
      }
    }
    return found;
  }

  private static List<Unmatched> withSimilar(List<CheckState> states, TopologySnapshot topology) {
    if (states.isEmpty()) {
      return List.of();
    }
    Map<String, String> wanted = new HashMap<>();
    states.forEach(state -> wanted.put(normal(state.topologyElementIdentifier()), null));
    for (String identifier : topology.values(Attribute.IDENTIFIER)) {
      String form = normal(identifier);
      if (wanted.containsKey(form)) {
        wanted.put(form, identifier);
      }
    }
    return states.stream()
        .map(state -> new Unmatched(state, wanted.get(normal(state.topologyElementIdentifier()))))
        .toList();
  }

  private static String normal(String identifier) {
    String text = identifier.strip().toLowerCase(Locale.ROOT);
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
