package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

class SortedOrdinalsTest {
  @ParameterizedTest
  @CsvSource({"0,1", "1,2000000000", "200,250", "500,300000", "4096,70000", "9000,200000"})
  void makesTheBitmapThatAddingOneByOneMakes(int size, int bound) {
    int[] ordinals = new Random(size).ints(size, 0, bound).sorted().toArray();
    RoaringBitmap expected = new RoaringBitmap();
    Arrays.stream(ordinals).forEach(expected::add);
    int[] withRest = Arrays.copyOf(ordinals, size + 3);
    RoaringBitmap made = SortedOrdinals.toBitmap(withRest, size);
    assertThat(made).isEqualTo(expected);
    assertThat(made.toArray()).isEqualTo(expected.toArray());
    made.add(5);
    expected.add(5);
    assertThat(made).isEqualTo(expected);
  }
}
