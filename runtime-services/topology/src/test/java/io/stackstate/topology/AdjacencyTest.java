package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AdjacencyTest {
  private final Adjacency adjacency = new Adjacency();

  @Test
  void aComponentWithManyRelationsLosesThemOneByOne() {
    for (int relation = 0; relation < 5_000; relation++) {
      adjacency.add(3, relation);
    }
    for (int relation = 0; relation < 5_000; relation += 2) {
      adjacency.remove(3, relation);
    }
    assertThat(adjacency.size(3)).isEqualTo(2_500);
    assertThat(relations(adjacency, 3)).hasSize(2_500).allMatch(relation -> relation % 2 == 1);
    assertThat(adjacency.size(4)).isZero();
  }

  @Test
  void aFrozenCopyDoesNotSeeLaterChanges() {
    adjacency.add(3, 1);
    adjacency.add(3, 2);
    Adjacency frozen = adjacency.freeze();
    adjacency.remove(3, 1);
    adjacency.add(3, 9);
    Adjacency second = adjacency.freeze();
    adjacency.remove(3, 2);
    adjacency.remove(3, 9);
    assertThat(relations(frozen, 3)).containsExactly(1, 2);
    assertThat(relations(second, 3)).containsExactly(2, 9);
    assertThat(adjacency.size(3)).isZero();
  }

  private static Set<Integer> relations(Adjacency adjacency, int component) {
    Set<Integer> relations = new TreeSet<>();
    for (int i = 0; i < adjacency.size(component); i++) {
      relations.add(adjacency.get(component, i));
    }
    return relations;
  }
}
