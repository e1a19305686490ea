package io.stackstate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

  /** Topology sheet, section 15, cases 1 and 2; intake sheet, section 19, case 11. */
  @ParameterizedTest
  @CsvSource({
    "splunk,http://splunk.lab:8089,sts_topo_splunk_http___splunk.lab_8089",
    "' splunk\t',' http://splunk.lab:8089 ',sts_topo_splunk_http___splunk.lab_8089",
    "splunk,http___splunk.lab_8089,sts_topo_splunk_http___splunk.lab_8089",
    "docker-swarm,agents,sts_topo_docker-swarm_agents",
    "StaticTopology,/data/c.csv,sts_topo_StaticTopology__data_c.csv",
    "My-App,https://a.b:8080/x?y=1,sts_topo_My-App_https___a.b_8080_x_y_1",
    "agent,integrations,sts_topo_agent_integrations",
    "Straße,\uD83D\uDE00,sts_topo_Stra_e__"
  })
  void topologyTopicIsNamedAfterTheInstance(String type, String url, String topic) {
    assertThat(Topics.topology(type, url)).isEqualTo(topic);
  }

  @Test
  void aNameTooLongForKafkaKeepsItsBeginningAndStaysUnique() {
    String url = "x".repeat(300);
    String topic = Topics.topology("t", url);
    assertThat(topic).matches("sts_topo_t_x{189}_[0-9a-f]{16}");
    assertThat(Topics.topology("t", url)).isEqualTo(topic);
    assertThat(Topics.topology("t", url + "y")).isNotEqualTo(topic);
  }

  @Test
  void aNameOfExactlyTheLongestLengthIsNotShortened() {
    String url = "x".repeat(249 - "sts_topo_t_".length());
    assertThat(Topics.topology("t", url)).isEqualTo("sts_topo_t_" + url);
    assertThat(Topics.topology("t", url + "x")).hasSize(217);
  }

  @Test
  void fixedTopicsHaveDistinctNamesThatKafkaAccepts() {
    assertThat(Topics.FIXED).extracting(Topics.Spec::name).doesNotHaveDuplicates();
    assertThat(Topics.FIXED)
        .allSatisfy(
            spec -> {
              assertThat(spec.name()).matches("[A-Za-z0-9._-]{1,249}");
              assertThat(spec.partitions()).isPositive();
            });
  }

  @Test
  void theChangeLogIsOneCompactedPartitionThatKeepsHistoryForEightDays() {
    assertThat(Topics.FIXED)
        .filteredOn(spec -> spec.name().equals(Topics.CHANGES))
        .singleElement()
        .satisfies(
            spec -> {
              assertThat(spec.partitions()).isEqualTo(1);
              assertThat(spec.config())
                  .containsEntry("cleanup.policy", "compact")
                  .containsEntry("message.timestamp.type", "LogAppendTime")
                  .containsEntry("min.compaction.lag.ms", "691200000")
                  .containsEntry("delete.retention.ms", "691200000");
            });
  }

  @Test
  void aTopologyInstanceHasOnePartitionBecauseItsOrderMatters() {
    assertThat(Topics.topologySpec("sts_topo_a_b").partitions()).isEqualTo(1);
  }

  @Test
  void theNumberOfReplicasFollowsFromTheNumberOfBrokers() {
    Map<Integer, Integer> replicas = Map.of(1, 1, 2, 1, 3, 2, 4, 2, 5, 3, 9, 3);
    replicas.forEach(
        (brokers, expected) ->
            assertThat(Topics.topologySpec("sts_topo_a_b").replication(brokers))
                .isEqualTo(expected.shortValue()));
  }

  @Test
  void whatMustSurviveIsOnThreeBrokersAsSoonAsThereAreThree() {
    Topics.Spec passing = new Topics.Spec("passing", 1, Map.of("retention.ms", "86400000"));
    Topics.Spec lasting = new Topics.Spec("lasting", 1, Map.of("cleanup.policy", "compact"));
    assertThat(passing.replication(1)).isEqualTo((short) 1);
    assertThat(passing.replication(3)).isEqualTo((short) 2);
    assertThat(lasting.replication(2)).isEqualTo((short) 1);
    assertThat(lasting.replication(3)).isEqualTo((short) 3);
    assertThat(passing.replication(5)).isEqualTo((short) 3);
  }
}
