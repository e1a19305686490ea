package io.stackstate.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyTopicsTest {
  @Test
  void theNumberOfReplicasFollowsFromTheNumberOfBrokers() {
    Map<Integer, Integer> replicas = Map.of(1, 1, 2, 1, 3, 2, 4, 2, 5, 3, 9, 3);
    replicas.forEach(
        (brokers, expected) ->
            assertThat(TopologyTopics.replication(brokers)).isEqualTo(expected.shortValue()));
  }
}
