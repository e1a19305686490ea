package io.stackstate.api.health;

import io.stackstate.model.health.CheckState;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which check states found an element (health sheet, sections 4.4 and 4.5).
 *
 * @param matched how many found at least one
 * @param unmatched those that found none
 * @param multiple those that found several
 */
record TopologyMatches(int matched, List<Unmatched> unmatched, List<Multiple> multiple) {

  /**
   * @param similar an identifier that is there and differs in case, a trailing slash or white space
   *     only; null when there is none
   */
  record Unmatched(CheckState state, String similar) {}

  record Multiple(CheckState state, int count) {}

  static TopologyMatches of(List<CheckState> states, TopologySnapshot topology) {
    int matched = 0;
    List<CheckState> unmatched = new ArrayList<>();
    List<Multiple> multiple = new ArrayList<>();
    for (CheckState state : states) {
      int count =
          topology
              .components(Attribute.IDENTIFIER, state.topologyElementIdentifier())
              .getCardinality();
      if (count == 0) {
        unmatched.add(state);
      } else {
        matched++;
        if (count > 1) {
          multiple.add(new Multiple(state, count));
        }
      }
    }
    return new TopologyMatches(matched, withSimilar(unmatched, topology), multiple);
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
