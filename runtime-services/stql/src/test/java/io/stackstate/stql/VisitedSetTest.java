package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

class VisitedSetTest {
  private final VisitedSet set = new VisitedSet();
  private final Random random = new Random(42);

  /** Few far apart, some near to each other, and most of all there are: each has its own way. */
  @ParameterizedTest
  @CsvSource({"5,300000", "300,2000", "6000,1000000", "6000,9000", "3000,20000"})
  void holdsWhatWasAddedInOrderAndForgetsIt(int additions, int spread) {
    for (int walk = 0; walk < 5; walk++) {
      int from = random.nextInt(200_000);
      set.cover(from + spread);
      Set<Integer> expected = new LinkedHashSet<>();
      for (int i = 0; i < additions; i++) {
        int component = from + random.nextInt(spread);
        assertThat(set.isExpanded(component)).isFalse();
        assertThat(set.add(component)).isEqualTo(expected.add(component));
      }
      assertThat(set.size()).isEqualTo(expected.size());
      List<Integer> order = List.copyOf(expected);
      for (int i = 0; i < order.size(); i++) {
        assertThat(set.get(i)).isEqualTo(order.get(i));
        set.expand(order.get(i));
        assertThat(set.isExpanded(order.get(i))).isTrue();
      }
      RoaringBitmap bitmap = new RoaringBitmap();
      expected.forEach(bitmap::add);
      assertThat(set.toBitmap()).isEqualTo(bitmap);
      set.clear();
    }
  }

  @Test
  void growsForComponentsBehindThoseItCovers() {
    set.cover(10);
    assertThat(set.add(70_000)).isTrue();
    assertThat(set.add(70_000)).isFalse();
    assertThat(set.toBitmap()).isEqualTo(RoaringBitmap.bitmapOf(70_000));
  }

  @Test
  void isEmptyToBeginWithAndAfterwards() {
    assertThat(set.toBitmap().isEmpty()).isTrue();
    set.clear();
    set.cover(0);
    assertThat(set.add(0)).isTrue();
    set.clear();
    assertThat(set.size()).isZero();
    assertThat(set.toBitmap().isEmpty()).isTrue();
    assertThat(set.add(0)).isTrue();
  }
}
