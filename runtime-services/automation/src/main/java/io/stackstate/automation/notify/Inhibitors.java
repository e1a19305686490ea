package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.handler.Inhibition;
import io.stackstate.model.handler.Inhibition.Rule;
import io.stackstate.model.handler.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which elements mute others by the rules of a handler (health sheet, section 13.1 row 8), at one
 * moment. Looks for them when it is asked for the first time. For one thread.
 */
final class Inhibitors {
  private final List<Rule> rules;
  private final Surroundings around;
  private List<Sources> sources;

  /**
   * The unhealthy elements that a rule takes for sources, by what is to be equal.
   *
   * @param onlySources without those that are targets, too
   */
  private record Sources(
      Map<List<List<String>>, Set<Long>> all, Map<List<List<String>>, Set<Long>> onlySources) {}

  Inhibitors(Inhibition inhibition, Surroundings around) {
    this.rules = inhibition.rules();
    this.around = around;
  }

  boolean inhibit(long element) {
    if (rules.isEmpty() || element == 0) {
      return false;
    }
    Map<String, List<String>> target =
        around.facts(element).map(Facts::properties).orElse(Map.of());
    if (target.isEmpty()) {
      return false;
    }
    if (sources == null) {
      sources = rules.stream().map(this::sources).toList();
    }
    for (int i = 0; i < rules.size(); i++) {
      if (inhibits(rules.get(i), sources.get(i), element, target)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inhibits(
      Rule rule, Sources sources, long element, Map<String, List<String>> target) {
    if (!all(rule.target(), target)) {
      return false;
    }
    boolean both = all(rule.source(), target);
    Set<Long> found =
        (both ? sources.onlySources() : sources.all()).getOrDefault(values(rule, target), Set.of());
    return found.size() > 1 || found.size() == 1 && !found.contains(element);
  }

  private Sources sources(Rule rule) {
    Sources sources = new Sources(new HashMap<>(), new HashMap<>());
    for (Facts facts : around.unhealthy()) {
      Map<String, List<String>> properties = facts.properties();
      if (all(rule.source(), properties)) {
        List<List<String>> values = values(rule, properties);
        sources.all().computeIfAbsent(values, v -> new HashSet<>()).add(facts.id());
        if (!all(rule.target(), properties)) {
          sources.onlySources().computeIfAbsent(values, v -> new HashSet<>()).add(facts.id());
        }
      }
    }
    return sources;
  }

  private static boolean all(List<Matcher> matchers, Map<String, List<String>> properties) {
    return matchers.stream().allMatch(matcher -> matcher.matches(properties));
  }

  private static List<List<String>> values(Rule rule, Map<String, List<String>> properties) {
    List<List<String>> values = new ArrayList<>();
    for (String field : rule.equal()) {
      List<String> all = properties.getOrDefault(field, List.of());
      if (field.startsWith(Inhibition.LABEL)) {
        String key = field.substring(Inhibition.LABEL.length()) + ":";
        all = properties.get("label").stream().filter(label -> label.startsWith(key)).toList();
      }
      values.add(all.stream().sorted().toList());
    }
    return values;
  }
}
