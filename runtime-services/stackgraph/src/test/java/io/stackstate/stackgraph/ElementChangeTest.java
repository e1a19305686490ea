package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementChangeTest {
  @Test
  void namesTheFieldsThatDifferInTheOrderOfTheRecord() {
    ElementState before = component("a", List.of("x"), null, HealthState.CLEAR);
    ElementState after = component("b", List.of("x", "y"), "1", HealthState.CRITICAL);

    ElementChange change = new ElementChange(before, after);
    assertThat(change.kind()).isEqualTo(ElementChange.Kind.CHANGED);
    assertThat(change.changedFields()).containsExactly("name", "labels", "version", "health");
    assertThat(change.id()).isEqualTo(1);
    assertThat(change.isComponent()).isTrue();
  }

  @Test
  void relationsHaveTheirOwnFields() {
    ElementState before = relation(2, DependencyDirection.ONE_WAY);
    ElementState after = relation(3, DependencyDirection.BOTH);

    ElementChange change = new ElementChange(before, after);
    assertThat(change.changedFields()).containsExactly("target", "dependencyDirection");
    assertThat(change.isComponent()).isFalse();
  }

  @Test
  void whatCameOrWentHasNoChangedFields() {
    ElementState state = component("a", List.of(), null, HealthState.CLEAR);

    assertThat(new ElementChange(null, state).kind()).isEqualTo(ElementChange.Kind.CREATED);
    assertThat(new ElementChange(state, null).kind()).isEqualTo(ElementChange.Kind.DELETED);
    assertThat(new ElementChange(state, null).newest()).isEqualTo(state);
    assertThat(new ElementChange(null, state).changedFields()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ElementChange(null, null));
  }

  private static ElementState component(
      String name, List<String> labels, String version, HealthState health) {
    return new ElementState.OfComponent(
        new Component(1, name, "t", "l", "d", null, labels, null, null, version, null, null),
        health,
        HealthState.UNKNOWN);
  }

  private static ElementState relation(long target, DependencyDirection direction) {
    return new ElementState.OfRelation(
        new Relation(9, "r", "t", 1, target, direction, null, null, null, 7, "e"),
        HealthState.UNKNOWN,
        HealthState.UNKNOWN);
  }
}
