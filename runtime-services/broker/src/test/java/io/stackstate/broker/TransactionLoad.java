package io.stackstate.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A process that does nothing but commit transactions on its own broker until it is killed. */
final class TransactionLoad {
  static final String TRANSACTIONAL_ID = "writer";
  static final List<TopicPartition> PARTITIONS =
      List.of(new TopicPartition("a", 0), new TopicPartition("b", 0));
  private static final String GROUP = "group";

  private TransactionLoad() {}

  /** Prints a line when the first transaction is committed. */
  public static void main(String[] directory) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(directory[0]), 0);
    createTopics(broker);
    Map<String, Object> group =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", GROUP);
    try (KafkaProducer<String, String> producer = producer(broker);
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(group, new StringDeserializer(), new StringDeserializer())) {
      producer.initTransactions();
      for (long i = 0; ; i++) {
        producer.beginTransaction();
        for (TopicPartition partition : PARTITIONS) {
          producer.send(new ProducerRecord<>(partition.topic(), "k", String.valueOf(i)));
        }
        producer.sendOffsetsToTransaction(
            Map.of(PARTITIONS.get(0), new OffsetAndMetadata(i)), consumer.groupMetadata());
        producer.commitTransaction();
        if (i == 0) {
          System.out.println("committing");
        }
      }
    }
  }

  static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(), "transactional.id", TRANSACTIONAL_ID),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void createTopics(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      for (TopicPartition partition : PARTITIONS) {
        admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1))).all().get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
