package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import io.stackstate.model.settings.MergeStrategy;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The merge strategies of topology sheet, section 3.3. Contributors are asked in the order of their
 * strategies, then of their layers from the top, then of their age. Mandatory fields are those of
 * the first, optional fields of the first that has one, sets are united. A contributor that uses
 * only its own drops all that come after it; one that always uses theirs is dropped when there is
 * any that does not. Identifiers are always united: they are what holds the component together, and
 * what health and events bind to.
 */
public final class MergeByPreference implements Merger {
  private final Comparator<Source> order;

  /**
   * @param layerOrder of the layer with this name; the lower, the closer to the user
   */
  public MergeByPreference(ToDoubleFunction<String> layerOrder) {
    this.order =
        Comparator.comparing(MergeByPreference::strategy)
            .thenComparingDouble(s -> layerOrder.applyAsDouble(s.contribution().layer()));
  }

  @Override
  public Component merge(List<Source> contributors) {
    List<Source> heard = heard(contributors.stream().sorted(order).toList());
    Component first = heard.get(0).contribution();
    return new Component(
        contributors.get(0).contribution().id(),
        first.name(),
        first.type(),
        first.layer(),
        first.domain(),
        union(heard, Component::environments),
        union(heard, Component::labels),
        union(contributors, Component::identifiers),
        firstPresent(heard, Component::description),
        firstPresent(heard, Component::version),
        firstPresent(heard, Component::properties),
        contributors,
        heard.stream().flatMap(s -> s.contribution().streams().stream()).toList(),
        heard.stream().flatMap(s -> s.contribution().checks().stream()).toList(),
        firstPresent(heard, Component::propagation));
  }

  /**
   * The sort is stable, so contributors that are equal otherwise stay in the order of their age.
   */
  private static List<Source> heard(List<Source> preferred) {
    if (strategy(preferred.get(0)) == MergeStrategy.UseMineOnly) {
      return preferred.subList(0, 1);
    }
    List<Source> merging =
        preferred.stream().filter(s -> strategy(s) != MergeStrategy.UseTheirsAlways).toList();
    return merging.isEmpty() ? preferred.subList(0, 1) : merging;
  }

  private static MergeStrategy strategy(Source source) {
    return source.strategy() == null ? MergeStrategy.MergePreferTheirs : source.strategy();
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
