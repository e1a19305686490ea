package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages beyond what is held in memory, and elements beyond a Kafka record. */
@ExtendWith(KafkaUnderTest.Shared.class)
class LargeMessageIT {
  private static final String SMALL_BUFFER =
      "stackstate.receiver { maxBufferedBytes = 64 KiB, maxRecordBytes = 20000 }";
  private static final int COUNT = 5000;

  @Test
  void aMessageThatIsReadTwiceIsStoredWholeAndInOrder() throws Exception {
    try (RunningReceiver receiver = receiver()) {
      assertThat(receiver.post("/stsAgent/intake", message("large", true)).body())
          .contains("\"rejected\":1");
    }
    List<ConsumerRecord<String, String>> records = KafkaUnderTest.shared().read("sts_topo_large_u");
    assertThat(records).hasSize(COUNT + 3);
    assertThat(payload(records.get(0))).isInstanceOf(TopologyPayload.StartSnapshot.class);
    assertThat(records.get(1).key()).isEqualTo("c0");
    assertThat(records.get(COUNT).key()).isEqualTo("c" + (COUNT - 1));
    assertThat(payload(records.get(COUNT + 1))).isInstanceOf(TopologyPayload.Relation.class);
    assertThat(payload(records.get(COUNT + 2))).isInstanceOf(TopologyPayload.StopSnapshot.class);
    assertThat(records.get(1).value()).contains("\"internalHostname\":\"at-the-end\"");
  }

  @Test
  void aFaultAtTheEndOfALargeMessageStoresNothing() {
    try (RunningReceiver receiver = receiver()) {
      String message = message("late", true);
      String cut = message.substring(0, message.length() - 1);
      assertThat(receiver.post("/stsAgent/intake", cut).statusCode()).isEqualTo(400);
      String anonymous = message.replace("at-the-end", "");
      assertThat(receiver.post("/stsAgent/intake", anonymous).statusCode()).isEqualTo(400);
    }
    assertThat(KafkaUnderTest.shared().topics()).doesNotContain("sts_topo_late_u");
  }

  @Test
  void aLargeMessageWithItsFieldsInAnotherOrderIsToldToMendIt() {
    try (RunningReceiver receiver = receiver()) {
      HttpResponse<String> response = receiver.post("/stsAgent/intake", message("mixed", false));
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("topologies[0]", "components, relations, delete_ids");
    }
    assertThat(KafkaUnderTest.shared().topics()).doesNotContain("sts_topo_mixed_u");
  }

  @Test
  void anElementLargerThanARecordIsSkippedAndReported() {
    try (RunningReceiver receiver = receiver()) {
      String huge = "x".repeat(25_000);
      String captured = "y".repeat(60_000);
      HttpResponse<String> response =
          receiver.post(
              "/stsAgent/intake",
              """
              {"internalHostname":"h","topologies":[{"instance":{"type":"huge","url":"u"},
                "components":[{"externalId":"a","type":{"name":"t"},"data":{"x":"%s"}},
                  {"externalId":"b","type":{"name":"t"},"data":{"x":"%s"}},
                  {"externalId":"c","type":{"name":"t"}}]}]}"""
                  .formatted(huge, captured));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"rejected\":2", "components[0]", "components[1].data");
    }
    assertThat(KafkaUnderTest.shared().read("sts_topo_huge_u"))
        .extracting(ConsumerRecord::key)
        .containsExactly("c");
  }

  private static RunningReceiver receiver() {
    return new RunningReceiver(
        KafkaUnderTest.shared().settings(), () -> List.of(RunningReceiver.KEY), SMALL_BUFFER);
  }

  private static String message(String type, boolean ordered) {
    String components =
        "\"components\":["
            + IntStream.range(0, COUNT)
                .mapToObj(
                    i ->
                        "{\"externalId\":\"c%d\",\"type\":{\"name\":\"t\"},\"data\":{\"i\":%d}},"
                            .formatted(i, i))
                .collect(Collectors.joining())
            + "{}]";
    String relations =
        "\"relations\":[{\"externalId\":\"r\",\"type\":{\"name\":\"t\"},\"sourceId\":\"c0\","
            + "\"targetId\":\"c1\"}]";
    return "{\"topologies\":[{\"instance\":{\"type\":\"%s\",\"url\":\"u\"},".formatted(type)
        + "\"stop_snapshot\":true,\"start_snapshot\":true,"
        + (ordered ? components + "," + relations : relations + "," + components)
        + "}],\"internalHostname\":\"at-the-end\"}";
  }

  private static TopologyPayload payload(ConsumerRecord<String, String> record) throws Exception {
    return Json.mapper().readValue(record.value(), TopologyElement.class).payload();
  }
}
