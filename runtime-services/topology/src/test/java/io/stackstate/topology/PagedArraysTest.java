package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PagedArraysTest {
  private static final int SIZE = 20_000;

  private record Kept<A>(A frozen, Map<Integer, Long> expected) {}

  @Test
  void frozenLongsKeepTheirValuesWhileTheOriginalGoesOn() {
    Random random = new Random(1);
    PagedLongs longs = new PagedLongs();
    Map<Integer, Long> expected = new HashMap<>();
    List<Kept<PagedLongs>> kept = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      int index = random.nextInt(SIZE);
      long value = random.nextLong();
      longs.set(index, value);
      expected.put(index, value);
      if (i % 5_000 == 0) {
        kept.add(new Kept<>(longs.freeze(), new HashMap<>(expected)));
      }
    }
    kept.add(new Kept<>(longs, expected));
    for (Kept<PagedLongs> k : kept) {
      for (int i = 0; i < SIZE; i++) {
        assertThat(k.frozen().get(i)).isEqualTo(k.expected().getOrDefault(i, 0L));
      }
    }
  }

  @Test
  void frozenReferencesKeepTheirValuesWhileTheOriginalGoesOn() {
    Random random = new Random(2);
    PagedRefs<Long> refs = new PagedRefs<>();
    Map<Integer, Long> expected = new HashMap<>();
    List<Kept<PagedRefs<Long>>> kept = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      int index = random.nextInt(SIZE);
      Long value = random.nextInt(4) == 0 ? null : random.nextLong();
      refs.set(index, value);
      expected.put(index, value);
      if (i % 5_000 == 0) {
        kept.add(new Kept<>(refs.freeze(), new HashMap<>(expected)));
      }
    }
    kept.add(new Kept<>(refs, expected));
    for (Kept<PagedRefs<Long>> k : kept) {
      for (int i = 0; i < SIZE; i++) {
        assertThat(k.frozen().get(i)).isEqualTo(k.expected().get(i));
      }
    }
  }

  @Test
  void whatWasNeverWrittenIsEmptyAtAnyIndex() {
    assertThat(new PagedLongs().get(Integer.MAX_VALUE)).isZero();
    assertThat(new PagedRefs<String>().get(Integer.MAX_VALUE)).isNull();
  }
}
