package io.stackstate.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopologyTopicsTest {
  private final Topics.Spec spec = Topics.topologySpec("sts_topo_a_b");

  @Test
  void keepsATopicOnAsManyBrokersAsTheirNumberAllows() {
    TopologyTopics.Creation byRule = new TopologyTopics.Creation(true, 0, 0);
    assertThat(byRule.topic(spec, 1).replicationFactor()).isEqualTo((short) 1);
    assertThat(insync(byRule.topic(spec, 1))).isEqualTo("1");
    assertThat(byRule.topic(spec, 5).replicationFactor()).isEqualTo((short) 3);
    assertThat(insync(byRule.topic(spec, 5))).isEqualTo("2");
    assertThat(byRule.topic(spec, 5).configs()).containsAllEntriesOf(spec.config());
    assertThat(byRule.topic(spec, 5).numPartitions()).isEqualTo(1);
  }

  @Test
  void doesWhatSettingsSayInstead() {
    NewTopic topic = new TopologyTopics.Creation(true, 3, 1).topic(spec, 1);
    assertThat(topic.replicationFactor()).isEqualTo((short) 3);
    assertThat(insync(topic)).isEqualTo("1");
  }

  private static String insync(NewTopic topic) {
    return topic.configs().get("min.insync.replicas");
  }
}
