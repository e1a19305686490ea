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
    collector.series("a");
    collector.point(1, 1);
    collector.point(5, 5);
    collector.series("b");
    collector.point(1, 100);
    collector.point(3, 3);
    List<Samples> samples = collector.samples();
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).labels()).isEqualTo(LABELS);
    assertThat(samples.get(0).times()).containsExactly(1, 3, 5);
    assertThat(samples.get(0).values()).containsExactly(1, 3, 5);
  }

  @Test
  void morePointsThanThereMayBeAreRefused() throws Exception {
    SamplesCollector collector = new SamplesCollector(Map.of("a", LABELS), 200);
    collector.expect(150);
    collector.series("a");
    for (int i = 0; i < 200; i++) {
      collector.point(i, i);
    }
    collector.expect(50);
    assertThatThrownBy(() -> collector.expect(1))
        .isInstanceOf(TooManyPointsException.class)
        .hasMessageContaining("200");
    assertThat(collector.samples().get(0).times()).hasSize(200);
  }
}
