package io.stackstate.benchmarks;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker of its own for one benchmark, with the platform's topics. */
public final class Kafka implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final Admin admin;

  private Kafka(EmbeddedBroker broker) {
    this.broker = broker;
    this.admin = Admin.create(config());
  }

  public static Kafka start(Path directory) throws Exception {
    Kafka kafka = new Kafka(EmbeddedBroker.start(directory, 0));
    List<Topics.Spec> specs = new ArrayList<>(Topics.FIXED);
    specs.add(Topics.topologySpec(topic()));
    for (Topics.Spec spec : specs) {
      kafka.create(spec);
    }
    return kafka;
  }

  /** The topic of the data set's topology instance. */
  static String topic() {
    return Topics.topology(Dataset.INSTANCE_TYPE, Dataset.INSTANCE_URL);
  }

  public void create(Topics.Spec spec) throws Exception {
    NewTopic topic = new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
    admin.createTopics(List.of(topic)).all().get();
  }

  public Map<String, Object> config() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  /** With the settings that the platform's own producers have: large batches, lz4. */
  public KafkaProducer<byte[], byte[]> producer() {
    return producer(Map.of("linger.ms", 5, "batch.size", 256 * 1024, "compression.type", "lz4"));
  }

  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> config = new HashMap<>(config());
    config.put("acks", "all");
    config.putAll(settings);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends all records and waits until every one is acknowledged. */
  public void send(String topic, List<byte[]> values) throws Exception {
    send(topic, values, producer());
  }

  void send(String topic, List<byte[]> values, KafkaProducer<byte[], byte[]> with)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = with) {
      List<Future<RecordMetadata>> sent = new ArrayList<>(values.size());
      for (byte[] value : values) {
        sent.add(producer.send(new ProducerRecord<>(topic, 0, null, value)));
      }
      producer.flush();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  public long endOffset(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    ListOffsetsResultInfo end =
        admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get();
    return end.offset();
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
