package io.stackstate.health.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.health.monitor.MonitorOutput;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.IntakeHealthMessage;
import io.stackstate.model.intake.IntakeHealthMessage.Stream;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.topology.kafka.WriterClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes the outcome of monitors: states into the health intake, which are ordered by stream as
 * those of the receiver are, statuses and answers beside them, all in one transaction. Any
 * exception means that it is not known what was written: the session must end.
 */
final class MonitorWriter implements MonitorOutput, AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  /** Fences every other runner, and waits until its transaction is ended. */
  MonitorWriter(Map<String, Object> kafka, String groupId) {
    producer = new WriterClients(kafka, groupId).producer();
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void write(List<Entry> entries) {
    producer.beginTransaction();
    entries.forEach(this::send);
    producer.commitTransaction();
  }

  private void send(Entry entry) {
    if (entry instanceof Entry.States states) {
      states.snapshot().forEach(payload -> state(states.monitor(), payload));
    } else if (entry instanceof Entry.Removal removal) {
      String urn = MonitorStream.urn(removal.monitor());
      long now = removal.nowMillis();
      send(Topics.HEALTH_REQUESTS, urn + " delete", new HealthStreamRequest(urn, now, now));
    } else if (entry instanceof Entry.Status status) {
      send(Topics.MONITOR_STATUS, Long.toString(status.status().id()), status.status());
    } else if (entry instanceof Entry.Forgotten forgotten) {
      send(Topics.MONITOR_STATUS, Long.toString(forgotten.monitor()), null);
    } else if (entry instanceof Entry.Answer answer) {
      send(Topics.MONITOR_RESULTS, answer.result().correlation(), answer.result());
    }
  }

  private void state(long monitor, HealthPayload payload) {
    long now = System.currentTimeMillis();
    Stream stream = new Stream(MonitorStream.urn(monitor), null);
    send(
        Topics.INTAKE_HEALTH,
        stream.key(),
        new IntakeHealthMessage(payload, stream, "monitor", now, now));
  }

  private void send(String topic, String key, Object value) {
    byte[] bytes = value == null ? null : json(value);
    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), bytes));
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is said of monitors has a JSON form", e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
