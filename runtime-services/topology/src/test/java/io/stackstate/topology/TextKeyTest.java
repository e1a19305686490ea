package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextKeyTest {
  private static final String CHARACTERS = "ab\u0000\u00fe\u00ff\u0100\u4e2d\ud83d\ude00";

  private final Random random = new Random(5);

  @Test
  void noTextHasALargerKeyThanOneBehindIt() {
    for (int i = 0; i < 200_000; i++) {
      String one = text("", 10);
      String other = text(random.nextBoolean() ? one : "", 4);
      int order = one.compareTo(other);
      int keys = Long.compareUnsigned(TextKey.of(one, 0), TextKey.of(other, 0));
      assertThat(keys * (long) order).as("%s and %s", one, other).isNotNegative();
    }
  }

  @Test
  void leavesOutTheFirstCharacters() {
    assertThat(TextKey.of("abcde", 2)).isEqualTo(TextKey.of("cde", 0));
    assertThat(TextKey.of("ab", 2)).isZero();
  }

  @Test
  void saysWhenTheKeyOfAPrefixIsEnough() {
    assertThat(TextKey.isExact("host-1", 0)).isTrue();
    assertThat(TextKey.isExact("long-text", 0)).isFalse();
    assertThat(TextKey.isExact("long-text", 1)).isTrue();
    assertThat(TextKey.isExact("\u00ff", 0)).isFalse();
    assertThat(TextKey.isExact("\u0000", 0)).isFalse();
  }

  @Test
  void searchesFindWhatPlainComparisonsFind() {
    for (int round = 0; round < 60; round++) {
      TreeMap<String, Integer> expected = new TreeMap<>();
      String start = text("", 12);
      for (int i = 0; i < 400; i++) {
        expected.put(text(random.nextInt(4) == 0 ? "" : start, 12), i);
      }
      SortedValues values = SortedValues.of(expected);
      for (int i = 0; i < 200; i++) {
        String some = List.copyOf(expected.keySet()).get(random.nextInt(expected.size()));
        String prefix = some.substring(0, random.nextInt(some.length() + 1)) + text("", 1);
        long starting = expected.keySet().stream().filter(v -> v.startsWith(prefix)).count();
        assertThat(values.mostWith(prefix)).as(prefix).isEqualTo((int) starting);
        ValueOrder.Cursor cursor = values.startingWith(prefix);
        assertThat(cursor.left()).isEqualTo((int) starting);
        while (cursor.next()) {
          assertThat(cursor.value()).startsWith(prefix);
        }
      }
    }
  }

  private String text(String start, int longest) {
    StringBuilder text = new StringBuilder(start);
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
