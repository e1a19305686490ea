package io.stackstate.telemetry.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRecordsTest {
  private static final long NOW = 1_700_000_000_000L;

  /** As it is configured when nobody says anything, or this. */
  private static String category(String settings, String sent) throws IOException {
    EventRecords records =
        new EventRecords(
            ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()),
            new SimpleMeterRegistry());
    List<Document> documents = new ArrayList<>();
    records.read(record(event(sent)), documents::add);
    return Json.mapper().readValue(documents.get(0).json(), StoredEvent.class).category();
  }

  private static TopologyEvent event(String category) {
    return new TopologyEvent(
        "e", category, "n", "d", "T", List.of(), "{}", "s", null, List.of(), List.of(), "h", null,
        null, NOW, List.of());
  }

  private static ConsumerRecord<byte[], byte[]> record(TopologyEvent event) throws IOException {
    return new ConsumerRecord<>(
        Topics.TOPOLOGY_EVENTS,
        0,
        0,
        NOW,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        null,
        Json.mapper().writeValueAsBytes(event),
        new RecordHeaders(),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"Deployments, Changes", "alerts, Alerts", "change_request, Others"})
  void newerSendersAreUnderstoodAsTheyCome(String sent, String filed) throws IOException {
    assertThat(category("", sent)).isEqualTo(filed);
  }

  @ParameterizedTest
  @CsvSource({"Deployments, Changes", "change_request, Changes", "v1.rollout, Activities"})
  void aliasesAreAddedToThese(String sent, String filed) throws IOException {
    String settings =
        "stackstate.telemetry.events.categoryAliases"
            + " { change_request = Changes, \"v1.rollout\" = Activities }";
    assertThat(category(settings, sent)).isEqualTo(filed);
  }
}
