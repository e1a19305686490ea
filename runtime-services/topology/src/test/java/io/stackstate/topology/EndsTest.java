package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndsTest {

  @Test
  void unpacksWhatWasPackedUpToTheLargestOrdinal() {
    for (int source : new int[] {0, 1, 77, Integer.MAX_VALUE - 1}) {
      for (int target : new int[] {0, 1, 77, Integer.MAX_VALUE - 1}) {
        long ends = Ends.pack(source, target);
        assertThat(ends).isNotZero();
        assertThat(Ends.source(ends)).isEqualTo(source);
        assertThat(Ends.target(ends)).isEqualTo(target);
      }
    }
  }
}
