package io.stackstate.telemetry.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.metric.MetricReader;
import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of {@code sts_multi_metrics}. */
final class MetricRecords implements RecordReader {
  private final MetricReader reader;
  private final Counter outdated;
  private final Counter ahead;

  /**
   * @param days how many daily indices are kept, today's included
   */
  MetricRecords(int days, MeterRegistry metrics) {
    reader = new MetricReader(days);
    outdated =
        Counter.builder("stackstate.telemetry.metrics.outdated")
            .description("Points that were too old to be stored when they came")
            .register(metrics);
    ahead =
        Counter.builder("stackstate.telemetry.metrics.ahead")
            .description("Points that were refused because they lay in the future")
            .register(metrics);
  }

  @Override
  public void read(ConsumerRecord<byte[], byte[]> record, Consumer<Document> to)
      throws IOException {
    MetricReader.Record read = reader.read(record.value(), record.timestamp(), to);
    switch (read.timeliness()) {
      case OUTDATED -> outdated.increment(read.points());
      case AHEAD -> ahead.increment(read.points());
      case IN_TIME -> {}
    }
  }
}
