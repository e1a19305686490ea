package io.stackstate.telemetry.kafka;

import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes documents of the records of some topics; for one thread. */
interface RecordReader {
  /**
   * Gives the documents of one record; none, when it tells nothing that is stored.
   *
   * @throws IOException when it is no such record
   */
  void read(ConsumerRecord<byte[], byte[]> record, Consumer<Document> to) throws IOException;
}
