package io.stackstate.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.stackstate.telemetry.store.DiskBudget.SizedIndex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskBudgetTest {
  private static final long MEGABYTE = 1L << 20;

  @Test
  void aGroupMayTakeItsWeightOfTheWhole() {
    Map<String, Integer> weights = Map.of("a", 0, "b", 1, "c", 2, "d", 3, "e", 4, "f", 5, "g", 0);
    DiskBudget budget = new DiskBudget(300_000 * MEGABYTE, weights);
    assertThat(
            List.of("a", "b", "c", "d", "e", "f", "g").stream()
                .map(group -> budget.share(group) / MEGABYTE))
        .containsExactly(0L, 20_000L, 40_000L, 60_000L, 80_000L, 100_000L, 0L);
    assertThat(budget.share("unknown")).isZero();
    assertThat(new DiskBudget(1, Map.of("a", 0)).share("a")).isZero();
  }

  @Test
  void theOldestGoUntilTheRestFitsAndTheNewestStays() {
    DiskBudget budget = new DiskBudget(100, Map.of("g", 1));
    SizedIndex first = new SizedIndex("g-2026.01.30", 50);
    SizedIndex second = new SizedIndex("g-2026.01.31", 50);
    SizedIndex newest = new SizedIndex("g-2026.02.01", 10);
    assertThat(budget.excess("g", List.of(newest, second, first))).containsExactly(first);
    assertThat(budget.excess("g", List.of(first, second))).isEmpty();
    assertThat(budget.excess("none", List.of(first, second, newest)))
        .containsExactly(first, second);
    assertThat(budget.excess("g", List.of(new SizedIndex("g-2026.02.01", 999)))).isEmpty();
  }

  @Test
  void settingsAreReadAndWrongOnesAreNamed() {
    DiskBudget budget = DiskBudget.of(ConfigFactory.load());
    assertThat(budget.bytes()).isEqualTo(400_000 * MEGABYTE);
    assertThat(budget.share("sts_multi_metrics")).isGreaterThan(budget.share("sts_state_events"));
    assertThatThrownBy(
            () ->
                DiskBudget.of(
                    ConfigFactory.parseString("stackstate.telemetry.disk.megabytes = 0")
                        .withFallback(ConfigFactory.load())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stackstate.telemetry.disk.megabytes: found 0, expected at least 1");
  }
}
