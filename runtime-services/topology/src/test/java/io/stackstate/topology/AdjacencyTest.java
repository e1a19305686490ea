package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.DependencyDirection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdjacencyTest {
  private final Adjacency adjacency = new Adjacency();

  @Test
  void aComponentWithManyRelationsLosesThemOneByOne() {
    for (int relation = 0; relation < 5_000; relation++) {
      add(relation);
    }
    for (int relation = 0; relation < 5_000; relation += 2) {
      adjacency.remove(3, relation);
    }
    assertThat(adjacency.of(3).size()).isEqualTo(2_500);
    assertThat(relations(adjacency, 3)).hasSize(2_500).allMatch(relation -> relation % 2 == 1);
    assertThat(adjacency.of(4).size()).isZero();
  }

  @Test
  void aFrozenCopyDoesNotSeeLaterChanges() {
    add(1);
    add(2);
    Adjacency frozen = adjacency.freeze();
    adjacency.remove(3, 1);
    add(9);
    Adjacency second = adjacency.freeze();
    adjacency.remove(3, 2);
    adjacency.remove(3, 9);
    assertThat(relations(frozen, 3)).containsExactly(1, 2);
    assertThat(relations(second, 3)).containsExactly(2, 9);
    assertThat(adjacency.of(3).size()).isZero();
  }

  @Test
  void aLinkKeepsTheLargestOrdinalsAndItsKind() {
    int relation = (1 << 30) - 1;
    for (int kind = 0; kind < Links.KINDS; kind++) {
      adjacency.add(5, relation, Integer.MAX_VALUE, kind);
      adjacency.add(5, 0, 0, kind);
    }
    Links links = adjacency.of(5);
    for (int kind = 0; kind < Links.KINDS; kind++) {
      assertThat(links.relation(2 * kind)).isEqualTo(relation);
      assertThat(links.neighbour(2 * kind)).isEqualTo(Integer.MAX_VALUE);
      assertThat(links.kind(2 * kind)).isEqualTo(kind);
      assertThat(links.relation(2 * kind + 1)).isZero();
      assertThat(links.neighbour(2 * kind + 1)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKindTellsDirectionAndEnd(DependencyDirection direction) {
    int outgoing = Links.kind(direction, true);
    int incoming = Links.kind(direction, false);
    assertThat(Links.direction(outgoing)).isEqualTo(direction);
    assertThat(Links.direction(incoming)).isEqualTo(direction);
    assertThat(Links.isOutgoing(outgoing)).isTrue();
    assertThat(Links.isOutgoing(incoming)).isFalse();
    assertThat(Links.fromOtherEnd(outgoing)).isEqualTo(incoming);
    assertThat(Links.fromOtherEnd(incoming)).isEqualTo(outgoing);
  }

  private void add(int relation) {
    adjacency.add(3, relation, 4, Links.kind(DependencyDirection.ONE_WAY, true));
  }

  private static Set<Integer> relations(Adjacency adjacency, int component) {
    Set<Integer> relations = new TreeSet<>();
    Links links = adjacency.of(component);
    for (int i = 0; i < links.size(); i++) {
      relations.add(links.relation(i));
    }
    return relations;
  }
}
