package io.stackstate.telemetry.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesCollectorTest {
  private static final Map<String, String> LABELS = Map.of("__name__", "m");

  @Test
  void seriesWithTheSameLabelsAreOneInOrderAndEachTimeIsThereOnce() throws Exception {
    SamplesCollector collector = new SamplesCollector(Map.of("a", LABELS, "b", LABELS), 10);
    collector.point("a", 1, 1);
    collector.point("a", 5, 5);
    collector.point("b", 1, 100);
    collector.point("b", 3, 3);
    List<Samples> samples = collector.samples();
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).labels()).isEqualTo(LABELS);
    assertThat(samples.get(0).times()).containsExactly(1, 3, 5);
    assertThat(samples.get(0).values()).containsExactly(1, 3, 5);
  }

  @Test
  void morePointsThanThereMayBeAreRefused() throws Exception {
    SamplesCollector collector = new SamplesCollector(Map.of("a", LABELS), 200);
    for (int i = 0; i < 200; i++) {
      collector.point("a", i, i);
    }
    assertThatThrownBy(() -> collector.point("a", 200, 200))
        .isInstanceOf(TooManyPointsException.class)
        .hasMessageContaining("200");
    assertThat(collector.samples().get(0).times()).hasSize(200);
  }
}
