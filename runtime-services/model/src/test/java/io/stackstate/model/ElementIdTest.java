package io.stackstate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ElementIdTest {

  @Test
  void idsNeverChangeFromOneVersionOfTheProgramToTheNext() {
    assertThat(ElementId.of("component", "urn:host:/web-1")).isEqualTo(3935567197313037L);
    assertThat(ElementId.of("größe", "\uD83D\uDE00")).isEqualTo(5847484083737002L);
    assertThat(ElementId.of()).isEqualTo(4719389940915220L);
  }

  @Test
  void idsArePositiveAndExactInADouble() {
    Set<Long> ids = new HashSet<>();
    IntStream.range(0, 100_000).forEach(i -> ids.add(ElementId.of("c", String.valueOf(i))));
    assertThat(ids).hasSize(100_000).allMatch(id -> id >= 1 && id < 1L << 53);
  }

  @Test
  void partsAreUnambiguous() {
    assertThat(
            Set.of(
                ElementId.of("ab", "c"),
                ElementId.of("a", "bc"),
                ElementId.of("abc"),
                ElementId.of("abc", ""),
                ElementId.of("", "abc"),
                ElementId.of("a\0b", "c")))
        .hasSize(6);
  }

  @Test
  void digitsAloneAreAnIdHoweverManyThereAre() {
    assertThat(ElementId.parse("42")).hasValue(42);
    assertThat(ElementId.parse("0042")).hasValue(42);
    assertThat(ElementId.parse("9223372036854775807")).hasValue(Long.MAX_VALUE);
    assertThat(ElementId.parse("9".repeat(400))).hasValue(Long.MAX_VALUE);
    for (String other : List.of("", "-1", "+1", "1.5", "1e3", " 1", "urn:a", "\u0661")) {
      assertThat(ElementId.parse(other)).as(other).isEmpty();
    }
  }

  @Test
  void afterACollisionTheNextCandidateDiffers() {
    assertThat(ElementId.of(0, "x")).isEqualTo(ElementId.of("x"));
    assertThat(Set.of(ElementId.of("x"), ElementId.of(1, "x"), ElementId.of(2, "x"))).hasSize(3);
    assertThat(ElementId.of(1, "x")).isEqualTo(ElementId.of(1, "x"));
  }
}
