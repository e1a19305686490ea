package io.stackstate.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstateTest {
  private final Estate estate = new Estate(2_000);

  @Test
  void isAlwaysTheSame() {
    Estate other = new Estate(2_000);
    for (int i = 0; i < estate.components(); i++) {
      assertThat(other.component(i)).isEqualTo(estate.component(i));
    }
    for (int r = 0; r < estate.relations(); r++) {
      assertThat(other.relation(r)).isEqualTo(estate.relation(r));
    }
    assertThat(Round.of(other)).isEqualTo(Round.of(estate));
  }

  @Test
  void linksAComponentToOthersOnly() {
    for (int r = 0; r < estate.relations(); r++) {
      Estate.Relation relation = estate.relation(r);
      assertThat(relation.source()).isBetween(0, 1_999).isNotEqualTo(relation.target());
      assertThat(relation.target()).isBetween(0, 1_999);
    }
  }

  @Test
  void everyComponentHasANameOfItsOwnAndThreeToSixLabels() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < estate.components(); i++) {
      assertThat(names.add(estate.component(i).name())).isTrue();
      assertThat(estate.component(i).labels()).hasSizeBetween(3, 6).doesNotHaveDuplicates();
    }
  }

  @Test
  void aHubHasAsManyNeighboursAsItsBlockHasComponents() {
    for (int hub : estate.hubs()) {
      long dependents =
          IntStream.range(0, estate.relations())
              .mapToObj(estate::relation)
              .filter(relation -> relation.target() == hub)
              .mapToInt(Estate.Relation::source)
              .distinct()
              .count();
      assertThat(dependents).isGreaterThanOrEqualTo(1_000);
    }
    assertThat(estate.hubs()).containsExactly(0);
  }

  @Test
  void refusesSizesThatAreNoWholeStacks() {
    assertThatThrownBy(() -> new Estate(1_100))
        .hasMessage("components: found 1100, expected a multiple of 1000");
  }
}
