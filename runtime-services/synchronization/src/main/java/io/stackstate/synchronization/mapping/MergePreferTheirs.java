package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The strategy of all built-in actions. As every contributor yields to the others, the oldest one
 * decides: mandatory fields are its own, optional fields come from the first that has one, sets are
 * united (topology sheet, section 3.3, rules 2 and 3).
 */
public final class MergePreferTheirs implements Merger {

  @Override
  public Component merge(List<Source> contributors) {
    Component first = contributors.get(0).contribution();
    return new Component(
        first.id(),
        first.name(),
        first.type(),
        first.layer(),
        first.domain(),
        union(contributors, Component::environments),
        union(contributors, Component::labels),
        union(contributors, Component::identifiers),
        firstPresent(contributors, Component::description),
        firstPresent(contributors, Component::version),
        firstPresent(contributors, Component::properties),
        contributors);
  }

  private static List<String> union(
      List<Source> contributors, Function<Component, Collection<String>> field) {
    Set<String> all = new LinkedHashSet<>();
    contributors.forEach(s -> all.addAll(field.apply(s.contribution())));
    return List.copyOf(all);
  }

  private static String firstPresent(List<Source> contributors, Function<Component, String> field) {
    return contributors.stream()
        .map(s -> field.apply(s.contribution()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
