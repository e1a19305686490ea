package io.stackstate.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

  @Test
  void keepsCommittedRecordsOverARestart(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      try (Admin admin = Admin.create(config(broker))) {
        admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
      }
      Map<String, Object> transactional =
          Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(transactional, new StringSerializer(), new StringSerializer())) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("t", "k", "kept"));
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("t", "k", "aborted"));
        producer.abortTransaction();
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "isolation.level",
                    "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(60));
      assertThat(records).singleElement().satisfies(r -> assertThat(r.value()).isEqualTo("kept"));
    }
  }

  @Test
  void sendsClientsOfOtherMachinesWhereItIsAdvertised(@TempDir Path directory) throws Exception {
    int port = FreePort.find();
    for (int life = 0; life < 2; life++) {
      try (EmbeddedBroker broker =
              EmbeddedBroker.start(
                  directory, new EmbeddedBroker.Endpoint("0.0.0.0", port, "localhost", 0));
          Admin outside =
              Admin.create(Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + port));
          Admin inside = Admin.create(config(broker))) {
        assertThat(outside.describeCluster().nodes().get())
            .singleElement()
            .satisfies(
                node -> {
                  assertThat(node.host()).isEqualTo("localhost");
                  assertThat(node.port()).isEqualTo(port);
                });
        assertThat(inside.describeCluster().nodes().get())
            .singleElement()
            .satisfies(node -> assertThat(node.host()).isEqualTo("127.0.0.1"));
        if (life == 0) {
          outside.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
        }
        assertThat(inside.listTopics().names().get()).contains("kept");
      }
    }
  }

  private static Map<String, Object> config(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
