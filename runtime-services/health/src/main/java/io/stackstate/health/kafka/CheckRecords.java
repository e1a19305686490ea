package io.stackstate.health.kafka;

import io.stackstate.health.check.Anomaly;
import io.stackstate.health.check.CheckEvent;
import io.stackstate.health.check.MetricReader;
import io.stackstate.health.check.StreamIndex;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.StateEvent;
import io.stackstate.model.intake.TopologyEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives records of metrics, events and service checks to the streams that they belong to. Events
 * that the platform itself raises are about its elements, not of the senders' streams. One thread.
 */
final class CheckRecords {
  private static final Logger LOG = LoggerFactory.getLogger(CheckRecords.class);

  /** What the types of such events have in common. */
  private static final String ANOMALY = "\"Metric Stream ";

  private final MetricReader metrics = new MetricReader();

  /** A record that cannot be read is logged and left out. */
  void read(ConsumerRecord<byte[], byte[]> record, StreamIndex streams) {
    try {
      if (record.topic().equals(Topics.MULTI_METRICS)) {
        metrics.read(record.value(), record.timestamp(), streams);
      } else if (streams.hasEvents()) {
        CheckEvent event = event(record);
        if (event != null) {
          streams.event(event);
        }
      }
    } catch (IOException e) {
      logInvalid(record);
    }
  }

  /** What a record says of an anomaly; empty for another one. */
  Optional<Anomaly> anomaly(ConsumerRecord<byte[], byte[]> record) {
    // Most events of the platform are none, and need not be decoded for that to be known.
    if (!new String(record.value(), StandardCharsets.UTF_8).contains(ANOMALY)) {
      return Optional.empty();
    }
    try {
      TopologyEvent event = read(record, TopologyEvent.class);
      return Anomaly.isOne(event)
          ? Optional.of(Anomaly.of(event, record.timestamp()))
          : Optional.empty();
    } catch (IOException e) {
      logInvalid(record);
      return Optional.empty();
    }
  }

  private static void logInvalid(ConsumerRecord<byte[], byte[]> record) {
    LOG.warn(
        "record at {}-{} offset {} is not valid and left out",
        record.topic(),
        record.partition(),
        record.offset());
  }

  private static CheckEvent event(ConsumerRecord<byte[], byte[]> record) throws IOException {
    long latest = record.timestamp();
    return switch (record.topic()) {
      case Topics.GENERIC_EVENTS -> CheckEvent.of(read(record, GenericEvent.class), latest);
      case Topics.STATE_EVENTS -> CheckEvent.of(read(record, StateEvent.class), latest);
      default -> {
        TopologyEvent event = read(record, TopologyEvent.class);
        yield event.elements().isEmpty() ? CheckEvent.of(event, latest) : null;
      }
    };
  }

  private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type)
      throws IOException {
    return Json.mapper().readValue(record.value(), type);
  }
}
