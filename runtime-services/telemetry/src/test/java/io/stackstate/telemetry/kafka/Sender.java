package io.stackstate.telemetry.kafka;

import io.stackstate.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records in transactions, as the services before this one do. For one thread. */
final class Sender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  Sender() {
    Map<String, Object> transactional = new HashMap<>(TestBroker.kafka());
    transactional.put("transactional.id", "a service");
    producer =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  /** Each as JSON, a text as it is. */
  void send(String topic, Object... records) throws Exception {
    begin(topic, records);
    producer.commitTransaction();
  }

  /** Sends them and takes them back. */
  void abort(String topic, Object... records) throws Exception {
    begin(topic, records);
    producer.flush();
    producer.abortTransaction();
  }

  private void begin(String topic, Object... records) throws Exception {
    producer.beginTransaction();
    for (Object each : records) {
      byte[] value =
          each instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : Json.mapper().writeValueAsBytes(each);
      producer.send(new ProducerRecord<>(topic, 0, null, value));
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
