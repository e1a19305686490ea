package io.stackstate.benchmarks.health;

import io.stackstate.benchmarks.Await;
import io.stackstate.benchmarks.Kafka;
import io.stackstate.model.Topics;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The floor: so many records of that size, written by a bare transactional producer with the
 * settings of the platform's, until a reader of committed records has the last.
 */
final class RawTransactions implements AutoCloseable {
  private static final String TOPIC = "benchmark_raw";
  private static final int PER_TRANSACTION = 5_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final LogWatch watch;

  RawTransactions(Kafka kafka) throws Exception {
    kafka.create(new Topics.Spec(TOPIC, 1, Map.of()));
    producer =
        kafka.producer(
            Map.of(
                "transactional.id",
                "benchmark-raw",
                "batch.size",
                256 << 10,
                "compression.type",
                "lz4"));
    producer.initTransactions();
    watch = new LogWatch(kafka.config(), TOPIC);
  }

  /** Milliseconds for one round trip. */
  double millis(int records, int bytes) throws Exception {
    long before = watch.all();
    byte[] key = new byte[16];
    byte[] value = new byte[Math.max(1, bytes - key.length)];
    Arrays.fill(value, (byte) 'x');
    long begin = System.nanoTime();
    for (int sent = 0; sent < records; ) {
      producer.beginTransaction();
      for (int i = 0; i < PER_TRANSACTION && sent < records; i++, sent++) {
        value[sent % value.length]++;
        producer.send(new ProducerRecord<>(TOPIC, 0, key.clone(), value.clone()));
      }
      producer.commitTransaction();
    }
    Await.until("raw records", () -> watch.all() - before >= records);
    return (watch.lastNanos() - begin) / 1e6;
  }

  @Override
  public void close() {
    producer.close();
    watch.close();
  }
}
