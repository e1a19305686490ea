package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.DependencyDirection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndsTest {

  @ParameterizedTest
  @EnumSource
  void unpacksWhatWasPackedUpToTheLargestOrdinal(DependencyDirection direction) {
    for (int source : new int[] {0, 1, 77, Integer.MAX_VALUE - 1}) {
      for (int target : new int[] {0, 1, 77, Integer.MAX_VALUE - 1}) {
        long ends = Ends.pack(source, target, direction);
        assertThat(ends).isNotZero();
        assertThat(Ends.source(ends)).isEqualTo(source);
        assertThat(Ends.target(ends)).isEqualTo(target);
        assertThat(Ends.direction(ends)).isEqualTo(direction);
      }
    }
  }
}
