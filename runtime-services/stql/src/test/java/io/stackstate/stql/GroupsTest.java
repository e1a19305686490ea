package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Component;
import io.stackstate.stql.Groups.Group;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private final QueryEngine engine = Answers.engine(1, 1);

  @Test
  void countsByOneAttribute() throws Exception {
    Groups groups = group("", Elements.shop(), 10, Attribute.LABEL);
    assertThat(groups.groups())
        .containsExactly(
            new Group(List.of("team:cart"), 2),
            new Group(List.of("team:web"), 2),
            new Group(List.of("backup:no"), 1),
            new Group(List.of("backup:yes"), 1),
            new Group(List.of("tier:1"), 1),
            new Group(Arrays.asList((String) null), 1));
    assertThat(groups.groupCount()).isEqualTo(6);
    assertThat(groups.components()).isEqualTo(6);
  }

  @Test
  void countsByTwoAttributesAndKeepsTheLargest() throws Exception {
    Groups groups =
        group("environment = Production", Elements.shop(), 2, Attribute.LAYER, Attribute.HEALTH);
    assertThat(groups.groups())
        .containsExactly(
            new Group(List.of("Applications", "CLEAR"), 1),
            new Group(List.of("Applications", "DEVIATING"), 1));
    assertThat(groups.groupCount()).isEqualTo(5);
  }

  @Test
  void countsLikeTheNaiveModelWhetherManyOrFewAreLeft() throws Exception {
    FixtureSnapshot naive = RandomTopologies.large(new Random(3), 1_500);
    TopologySnapshot indexed = Indexed.of(naive);
    for (String query : List.of("", "layer = Machines", "name = \"web-7\"", "name != *")) {
      Set<Long> selected = Answers.ids(query, indexed);
      List<Component> found =
          naive.allComponents().stream().filter(c -> selected.contains(c.id())).toList();
      for (Attribute one : Attribute.values()) {
        check(naive, found, group(query, indexed, 100_000, one), one);
        for (Attribute other : Attribute.values()) {
          if (one != other) {
            check(naive, found, group(query, indexed, 100_000, one, other), one, other);
          }
        }
      }
    }
  }

  @Test
  void refusesParametersOutOfTheirRange() {
    FixtureSnapshot shop = Elements.shop();
    assertThatThrownBy(() -> group("", shop, 1))
        .hasMessage("by: found [], expected one or two different attributes");
    assertThatThrownBy(() -> group("", shop, 1, Attribute.NAME, Attribute.NAME))
        .hasMessage("by: found [NAME, NAME], expected one or two different attributes");
    assertThatThrownBy(() -> group("", shop, 0, Attribute.NAME))
        .hasMessage("maxGroups: found 0, expected at least 1");
  }

  private static void check(
      FixtureSnapshot naive, List<Component> found, Groups groups, Attribute... by) {
    Map<List<String>, Long> expected = new HashMap<>();
    for (Component component : found) {
      for (String first : values(naive, component, by[0])) {
        for (String last : values(naive, component, by[by.length - 1])) {
          if (by.length == 2 || first == last) {
            List<String> key = by.length == 1 ? Arrays.asList(first) : Arrays.asList(first, last);
            expected.merge(key, 1L, Long::sum);
          }
        }
      }
    }
    assertThat(groups.groups().stream().collect(Collectors.toMap(Group::values, Group::count)))
        .as(Arrays.toString(by))
        .isEqualTo(expected);
    assertThat(groups.groups())
        .isSortedAccordingTo(Comparator.comparingLong(Group::count).reversed());
    assertThat(groups.groupCount()).isEqualTo(expected.size());
    assertThat(groups.components()).isEqualTo(found.size());
  }

  private static List<String> values(FixtureSnapshot naive, Component component, Attribute by) {
    List<String> values = naive.values(component, by);
    return values.isEmpty() ? Arrays.asList((String) null) : values;
  }

  private Groups group(String query, TopologySnapshot snapshot, int max, Attribute... by)
      throws Exception {
    return engine.group(Query.parse(query), snapshot, List.of(by), max, QueryOptions.NONE);
  }
}
