package io.stackstate.topology.kafka;

import io.stackstate.model.change.Change;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** A service that writes the change log, with its transactions laid open. */
final class TestWriter implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final PartingProducer parting;
  private final ChangeLogWriter writer;
  private boolean open;

  TestWriter(Map<String, Object> kafka, String transactionalId) {
    producer = ChangeLog.producer(kafka, transactionalId);
    parting = new PartingProducer();
    writer = new ChangeLogWriter(parting.facade(), transactionalId);
  }

  void begin(List<Change> changes) {
    producer.beginTransaction();
    open = true;
    writer.append(changes);
  }

  boolean isOpen() {
    return open;
  }

  /** Sends the next record of the open transaction and waits until it is in the log. */
  boolean sendOne() {
    if (parting.isEmpty()) {
      return false;
    }
    producer.send(parting.next());
    producer.flush();
    return true;
  }

  void commit() {
    sendRest();
    producer.commitTransaction();
    open = false;
  }

  void abort() {
    sendRest();
    producer.abortTransaction();
    open = false;
  }

  void write(List<Change> changes) {
    begin(changes);
    commit();
  }

  private void sendRest() {
    while (!parting.isEmpty()) {
      producer.send(parting.next());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
