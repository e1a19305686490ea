package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.Checkpoint;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.IntakeHealthMessage;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Health: test cases of the intake sheet, section 19. */
@ExtendWith(KafkaUnderTest.Shared.class)
class HealthIntakeIT {
  private static RunningReceiver receiver;

  @BeforeAll
  static void start() {
    receiver = RunningReceiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void aSnapshotOfTheDefaultSubStreamHasThePublicNames() {
    receiver.accept(
        """
        {"internalHostname":"h","health":[{"stop_snapshot":{},
          "check_states":[{"checkStateId":"p1", "health":"cRiTiCaL"},{"no":"name"},17],
          "start_snapshot":{"repeat_interval_s":1801},"stream":{"urn":"urn:health:a:1"}}]}""");
    assertThat(payloads("urn:health:a:1"))
        .containsExactly(
            new HealthPayload.MainStreamStart(1_801_000L, null),
            new CheckStates(
                "REPEAT_SNAPSHOTS",
                List.of(
                    new IntakeCheckState("{\"checkStateId\":\"p1\",\"health\":\"cRiTiCaL\"}"),
                    new IntakeCheckState("{\"no\":\"name\"}"),
                    new IntakeCheckState("17"))),
            new HealthPayload.MainStreamStop());
    assertThat(records("urn:health:a:1").get(0).value())
        .startsWith(
            "{\"IntakeHealthMessage\":{\"payload\":{\"IntakeHealthMainStreamStart\":"
                + "{\"repeatIntervalMs\":1801000}}");
  }

  @Test
  void aSnapshotOfASubStreamNamesIt() {
    receiver.accept(
        """
        {"internalHostname":"h","health":[{"consistency_model":"REPEAT_SNAPSHOTS",
          "stream":{"urn":"urn:health:a:2","sub_stream_id":"site-b"},
          "start_snapshot":{"repeat_interval_s":60,"expiry_interval_s":240},"check_states":[]},
          {"stream":{"urn":"urn:health:a:2","sub_stream":"site-b","sub_stream_id":""},
          "stop_snapshot":{}}]}""");
    List<ConsumerRecord<String, String>> records = records("urn:health:a:2 site-b");
    assertThat(records)
        .extracting(r -> message(r).payload())
        .containsExactly(
            new HealthPayload.SubStreamStart(60_000L, 240_000L), new HealthPayload.SubStreamStop());
    assertThat(message(records.get(0)).stream())
        .isEqualTo(new IntakeHealthMessage.Stream("urn:health:a:2", "site-b"));
  }

  @Test
  void expiryAndIncrementsGoBeforeTheirStates() {
    receiver.accept(
        """
        {"internalHostname":"h","health":[
          {"consistency_model":"REPEAT_STATES","stream":{"urn":"urn:health:a:3"},
           "expiry":{"repeat_interval_s":900,"expiry_interval_s":1800},
           "check_states":[{"checkStateId":"b7"}]},
          {"consistency_model":"TRANSACTIONAL_INCREMENTS","stream":{"urn":"urn:health:a:3"},
           "check_states":[{"checkStateId":"a9","delete":true}],
           "increment":{"checkpoint":{"offset":1700000000000000003,"batch_index":3},
                        "previous_checkpoint":{"offset":41.0}}}]}""");
    assertThat(payloads("urn:health:a:3"))
        .containsExactly(
            new HealthPayload.MainStreamExpiry(900_000L, 1_800_000L),
            new CheckStates(
                "REPEAT_STATES", List.of(new IntakeCheckState("{\"checkStateId\":\"b7\"}"))),
            new HealthPayload.MainStreamIncrement(
                new Checkpoint(1_700_000_000_000_000_003L, 3L), new Checkpoint(41, null)),
            new CheckStates(
                "TRANSACTIONAL_INCREMENTS",
                List.of(new IntakeCheckState("{\"checkStateId\":\"a9\",\"delete\":true}"))));
  }

  @Test
  void healthWithoutAStreamIsSkipped() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/intake",
            """
            {"internalHostname":"h","health":[{"check_states":[{}]},
              {"stream":{"urn":"urn:health:a:4"},"consistency_model":"SOMETHING"},
              {"stream":{"urn":"urn:health:a:4"},"check_states":[{"ok":1}]}]}""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"rejected\":2", "health[0].stream.urn", "health[1].consistency_model");
    assertThat(payloads("urn:health:a:4")).hasSize(1);
  }

  @Test
  void streamsOfThePlatformItselfAreRefused() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/intake",
            """
            {"internalHostname":"h","health":[
              {"stream":{"urn":"urn:health:stackstate:monitor:7"},"check_states":[{"no":1}]},
              {"check_states":[{"no":1}],"stream":{"urn":"urn:health:stackstate:agent-checks"}},
              {"stream":{"urn":"urn:health:stackstate:mine"},"check_states":[{"ok":1}]}]}""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains(
            "\"rejected\":2",
            "health[0].stream.urn",
            "found urn:health:stackstate:monitor:7, which only the platform itself writes");
    assertThat(payloads("urn:health:stackstate:mine")).hasSize(1);
    assertThat(payloads("urn:health:stackstate:monitor:7")).isEmpty();
    assertThat(payloads("urn:health:stackstate:agent-checks")).isEmpty();
  }

  @Test
  void manyStatesAreSpreadOverRecords() {
    String state = "{\"checkStateId\":\"" + "x".repeat(1000) + "\"}";
    receiver.accept(
        "{\"internalHostname\":\"h\",\"health\":[{\"stream\":{\"urn\":\"urn:health:a:5\"},"
            + "\"check_states\":["
            + String.join(",", java.util.Collections.nCopies(2000, state))
            + "]}]}");
    List<HealthPayload> payloads = payloads("urn:health:a:5");
    assertThat(payloads.size()).isGreaterThan(2);
    assertThat(payloads.stream().mapToInt(p -> ((CheckStates) p).intakeCheckStates().size()).sum())
        .isEqualTo(2000);
  }

  private static List<HealthPayload> payloads(String key) {
    return records(key).stream().map(r -> message(r).payload()).toList();
  }

  private static List<ConsumerRecord<String, String>> records(String key) {
    return KafkaUnderTest.shared().read(Topics.INTAKE_HEALTH).stream()
        .filter(r -> key.equals(r.key()))
        .toList();
  }

  private static IntakeHealthMessage message(ConsumerRecord<String, String> record) {
    try {
      return Json.mapper().readValue(record.value(), IntakeHealthMessage.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(record.value(), e);
    }
  }
}
