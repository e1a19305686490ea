package io.stackstate.benchmarks.health;

import io.stackstate.benchmarks.Kafka;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.IntakeHealthMessage;
import io.stackstate.model.intake.IntakeHealthMessage.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes to the intake of health what the receiver writes for the messages of an Agent. */
final class HealthSender implements AutoCloseable {
  private static final long REPEAT_MILLIS = 1_800_000;

  /** What an Agent's batcher puts into one message. */
  private static final int PER_MESSAGE = 1_000;

  private final KafkaProducer<byte[], byte[]> producer;

  HealthSender(Kafka kafka) {
    producer = kafka.producer();
  }

  /** A snapshot of the states of these components, all ready in memory before the first is sent. */
  List<byte[]> snapshot(String urn, int[] components, IntFunction<String> health)
      throws IOException {
    List<byte[]> records = new ArrayList<>();
    records.add(record(urn, new HealthPayload.MainStreamStart(REPEAT_MILLIS, null)));
    for (int from = 0; from < components.length; from += PER_MESSAGE) {
      List<IntakeCheckState> states = new ArrayList<>();
      for (int i = from; i < Math.min(components.length, from + PER_MESSAGE); i++) {
        states.add(new IntakeCheckState(state(components[i], health.apply(components[i]))));
      }
      records.add(record(urn, new CheckStates("REPEAT_SNAPSHOTS", states)));
    }
    records.add(record(urn, new HealthPayload.MainStreamStop()));
    return records;
  }

  /** The JSON of the state of a component. */
  static String state(int component, String health) {
    return """
        {"checkStateId":"check-%d","name":"Disk usage","health":"%s",\
        "topologyElementIdentifier":"%s","message":"%d %% of the disk is used"}"""
        .formatted(component, health, HealthEstate.identifier(component), component % 100);
  }

  private static byte[] record(String urn, HealthPayload payload) throws IOException {
    long now = System.currentTimeMillis();
    return Json.mapper()
        .writeValueAsBytes(
            new IntakeHealthMessage(payload, new Stream(urn, null), "bench", now, now));
  }

  void send(String urn, List<byte[]> records) {
    byte[] key = urn.getBytes(StandardCharsets.UTF_8);
    records.forEach(r -> producer.send(new ProducerRecord<>(Topics.INTAKE_HEALTH, key, r)));
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
