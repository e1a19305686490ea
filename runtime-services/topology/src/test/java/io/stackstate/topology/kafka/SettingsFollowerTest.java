package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Topics;
import io.stackstate.topology.kafka.SettingsFollower.Changed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SettingsFollowerTest {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.SETTINGS, 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final SettingsFollower follower = new SettingsFollower(consumer, Set.of("Monitor"));
  private long end;

  @Test
  void loadsWhatIsThereAndThenTellsWhatChanges() {
    schedule("Monitor:1", node(1, "first"));
    schedule("Monitor:2", node(2, "second"));
    schedule("Monitor:1", node(1, "renamed"));
    schedule("Monitor:3", node(3, "third"));
    schedule("Monitor:3", null);
    List<Changed> loaded = load();
    assertThat(loaded).extracting(Changed::id).containsExactly(2L, 1L);
    assertThat(loaded.get(1).node().name()).isEqualTo("renamed");
    assertThat(loaded.get(1).node().definition()).isEqualTo("{\"x\":1}");

    schedule("Monitor:2", null);
    assertThat(follower.poll()).containsExactly(new Changed("Monitor", 2, null));
    assertThat(follower.poll()).isEmpty();
  }

  @Test
  void otherTypesAndWhatCannotBeUnderstoodArePassedOver() {
    schedule("Layer:1", node(1, "layer"));
    schedule("Monitor:x", node(1, "not a number"));
    schedule("Monitor", node(1, "no id"));
    schedule("Monitor:4", "{");
    schedule("Monitor:5", node(5, "good"));
    assertThat(load()).extracting(Changed::id).containsExactly(5L);
  }

  @Test
  void returnsWhenItIsToStop() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 7L));
    assertThat(follower.load(() -> true)).isEmpty();
  }

  private List<Changed> load() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    return follower.load(() -> false);
  }

  private void schedule(String key, String value) {
    long offset = end++;
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    Topics.SETTINGS,
                    0,
                    offset,
                    key.getBytes(StandardCharsets.UTF_8),
                    value == null ? null : value.getBytes(StandardCharsets.UTF_8))));
  }

  private static String node(long id, String name) {
    return "{\"id\":%d,\"name\":\"%s\",\"definition\":\"{\\\"x\\\":1}\"}".formatted(id, name);
  }
}
