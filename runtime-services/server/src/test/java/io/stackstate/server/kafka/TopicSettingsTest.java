package io.stackstate.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Topics;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {
  private final Topics.Spec traces = spec(Topics.TRACE_EVENTS);
  private final Topics.Spec changes = spec(Topics.CHANGES);

  @Test
  void followsTheRuleOfTheNumberOfBrokers() {
    TopicSettings settings = read("");
    assertThat(settings.replication(traces, 1)).isEqualTo((short) 1);
    assertThat(settings.replication(traces, 3)).isEqualTo((short) 2);
    assertThat(settings.replication(changes, 3)).isEqualTo((short) 3);
    assertThat(settings.minInsync(1)).isEqualTo(1);
    assertThat(settings.minInsync(3)).isEqualTo(2);
  }

  @Test
  void doesNotAskHowManyBrokersAreUpWhenReplicationIsSet() {
    TopicSettings settings = read("replicationFactor = 3, minInsyncReplicas = 2");
    assertThat(settings.replication(traces, 1)).isEqualTo((short) 3);
    assertThat(settings.minInsync(3)).isEqualTo(2);
    assertThat(settings.minInsync(1)).isEqualTo(1);
  }

  @Test
  void letsATopicHaveItsOwn() {
    TopicSettings settings =
        read(
            "replicationFactor = 3, overrides { sts_trace_events { partitions = 20,"
                + " replicationFactor = 2, config { retention.ms = 1000 } } }");
    assertThat(settings.apply(traces).partitions()).isEqualTo(20);
    assertThat(settings.apply(traces).config()).containsEntry("retention.ms", "1000");
    assertThat(settings.replication(traces, 5)).isEqualTo((short) 2);
    assertThat(settings.apply(changes)).isEqualTo(changes);
  }

  @Test
  void refusesWhatWouldBreakTheOrderOfATopicOrIsNone() {
    refuses("stackgraph_changes { partitions = 2 }", "stackgraph_changes.partitions");
    refuses("sts_topo_process_agents { partitions = 2 }", "sts_topo_process_agents.partitions");
    refuses("sts_trace_event { partitions = 2 }", "found no such topic");
  }

  private static void refuses(String override, String message) {
    assertThatThrownBy(() -> read("overrides { " + override + " }"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private static TopicSettings read(String section) {
    return TopicSettings.of(
        ConfigFactory.parseString("stackstate.topics { " + section + " }")
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve());
  }

  private static Topics.Spec spec(String name) {
    return Topics.FIXED.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
