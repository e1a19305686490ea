package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OrdinalsTest {
  private final Ordinals ordinals = new Ordinals();

  @Test
  void ordinalsOfRemovedIdsAreUsedAgain() {
    for (long id = 1; id <= 100; id++) {
      ordinals.add(id);
    }
    int ofFive = ordinals.ordinal(5);
    int ofSix = ordinals.ordinal(6);
    ordinals.remove(ofFive);
    ordinals.remove(ofSix);
    assertThat(ordinals.ordinal(5)).isEqualTo(-1);
    assertThat(ordinals.count()).isEqualTo(98);

    assertThat(Set.of(ordinals.add(1_000), ordinals.add(1_001))).isEqualTo(Set.of(ofFive, ofSix));
    assertThat(ordinals.add(1_002)).isEqualTo(100);
    assertThat(ordinals.id(ordinals.ordinal(1_001))).isEqualTo(1_001);
  }

  @Test
  void aFrozenCopyDoesNotSeeLaterChanges() {
    int first = ordinals.add(7);
    Ordinals frozen = ordinals.freeze();
    ordinals.remove(first);
    ordinals.add(8);
    assertThat(frozen.ordinal(7)).isEqualTo(first);
    assertThat(frozen.ordinal(8)).isEqualTo(-1);
    assertThat(frozen.id(first)).isEqualTo(7);
    assertThat(frozen.count()).isEqualTo(1);
  }
}
