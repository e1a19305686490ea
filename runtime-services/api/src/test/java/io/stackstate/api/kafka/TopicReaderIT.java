package io.stackstate.api.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.topics.TopicMessages.Message;
import io.stackstate.api.topics.TopicMessages.Request;
import io.stackstate.api.topics.TopicMessages.UnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class TopicReaderIT {
  private static final String TOPIC = "sts_reader_test";
  private static final String TRANSACTIONAL = "sts_reader_transactional_test";
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final TopicReader reader = new TopicReader(TestBroker.config(), 1 << 20, TIMEOUT);

  @BeforeAll
  static void fill() {
    TestBroker.createTopics(
        List.of(new NewTopic(TOPIC, 3, (short) 1), new NewTopic(TRANSACTIONAL, 1, (short) 1)));
    for (int i = 0; i < 5; i++) {
      TestBroker.send(TOPIC, 0, "a" + i, "{}");
    }
    for (int i = 0; i < 3; i++) {
      TestBroker.send(TOPIC, 2, "c" + i, "{}");
    }
    writeTransactions();
  }

  /** Twenty committed messages, each followed by an aborted one and two transaction markers. */
  private static void writeTransactions() {
    Map<String, Object> config = new HashMap<>(TestBroker.config());
    config.put("transactional.id", "reader-test");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (int i = 0; i < 20; i++) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TRANSACTIONAL, "k" + i, new byte[100]));
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TRANSACTIONAL, "aborted", new byte[100]));
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  @Test
  void readsTheNewestMessagesOverAllPartitionsInOrderOfPartitionAndOffset() throws Exception {
    assertThat(keys(read(TOPIC, 4, null, null))).containsExactly("a4", "c0", "c1", "c2");
    assertThat(keys(read(TOPIC, 100, null, null)))
        .containsExactly("a0", "a1", "a2", "a3", "a4", "c0", "c1", "c2");
  }

  @Test
  void readsOnePartition() throws Exception {
    assertThat(keys(read(TOPIC, 2, null, 0))).containsExactly("a3", "a4");
    assertThat(read(TOPIC, 2, null, 1)).isEmpty();
    assertThat(read(TOPIC, 2, null, 9)).isEmpty();
  }

  @Test
  void readsFromAnOffsetOn() throws Exception {
    assertThat(keys(read(TOPIC, 2, 1L, 0))).containsExactly("a1", "a2");
    assertThat(keys(read(TOPIC, 100, 1L, null)))
        .containsExactly("a1", "a2", "a3", "a4", "c1", "c2");
    assertThat(read(TOPIC, 10, 99L, null)).isEmpty();
  }

  @Test
  void findsEnoughMessagesBetweenMarkersAndLeavesAbortedOnesOut() throws Exception {
    assertThat(keys(read(TRANSACTIONAL, 10, null, null)))
        .containsExactly("k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19");
    assertThat(keys(read(TRANSACTIONAL, 2, 0L, null))).containsExactly("k0", "k1");
  }

  @Test
  void holdsNoMoreThanItsBytes() throws Exception {
    TopicReader small = new TopicReader(TestBroker.config(), 350, TIMEOUT);
    Request request = new Request(TRANSACTIONAL, 100, OptionalLong.empty(), OptionalInt.empty());
    assertThat(keys(small.read(request))).containsExactly("k17", "k18", "k19");
  }

  @Test
  void saysThatKafkaCannotBeRead() {
    TopicReader nowhere =
        new TopicReader(Map.of("bootstrap.servers", "127.0.0.1:1"), 1000, Duration.ofMillis(500));
    assertThatThrownBy(nowhere::names)
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("Kafka cannot be read: ");
  }

  private List<Message> read(String topic, int limit, Long offset, Integer partition)
      throws UnavailableException {
    return reader.read(
        new Request(
            topic,
            limit,
            offset == null ? OptionalLong.empty() : OptionalLong.of(offset),
            partition == null ? OptionalInt.empty() : OptionalInt.of(partition)));
  }

  private static List<String> keys(List<Message> messages) {
    return messages.stream().map(Message::key).toList();
  }
}
