package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.crds.instance.TopicOverride;
import io.stackstate.model.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCatalogTest {
  @Test
  void topicsAreThoseOfThePlatform() {
    List<TopicCatalog.Topic> platform =
        Topics.FIXED.stream()
            .map(spec -> new TopicCatalog.Topic(spec.name(), spec.partitions(), spec.config()))
            .toList();

    assertThat(TopicCatalog.FIXED).containsExactlyInAnyOrderElementsOf(platform);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9})
  void replicationFollowsTheRuleOfThePlatform(int brokers) {
    for (Topics.Spec spec : Topics.FIXED) {
      TopicCatalog.Topic topic =
          new TopicCatalog.Topic(spec.name(), spec.partitions(), spec.config());

      assertThat(topic.replication(brokers)).isEqualTo(spec.replication(brokers));
    }
  }

  @Test
  void anOverrideWinsAndTheRestStays() {
    TopicOverride own = new TopicOverride(20, null, Map.of("retention.ms", "1000"));

    TopicCatalog.Placed placed =
        TopicCatalog.on(3, Map.of("sts_trace_events", own)).stream()
            .filter(topic -> topic.name().equals("sts_trace_events"))
            .findFirst()
            .orElseThrow();

    assertThat(placed.partitions()).isEqualTo(20);
    assertThat(placed.replicas()).isEqualTo(2);
    assertThat(placed.config()).containsEntry("retention.ms", "1000");
    assertThat(placed.config()).containsEntry("min.insync.replicas", "1");
  }

  @Test
  void anUnknownClusterDecidesItself() {
    assertThat(TopicCatalog.on(0, Map.of()))
        .allSatisfy(
            topic -> {
              assertThat(topic.replicas()).isNull();
              assertThat(topic.config()).doesNotContainKey("min.insync.replicas");
            });
  }
}
