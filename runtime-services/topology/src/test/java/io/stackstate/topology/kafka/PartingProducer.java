package io.stackstate.topology.kafka;

import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Holds records back, so that a test decides how those of several transactions interleave. */
final class PartingProducer {
  private final MockProducer<byte[], byte[]> facade =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Queue<ProducerRecord<byte[], byte[]>> held = new ArrayDeque<>();

  Producer<byte[], byte[]> facade() {
    return facade;
  }

  boolean isEmpty() {
    take();
    return held.isEmpty();
  }

  ProducerRecord<byte[], byte[]> next() {
    take();
    return held.remove();
  }

  private void take() {
    held.addAll(facade.history());
    facade.clear();
  }
}
