package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyElement;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More than 10,000 spoiled messages against the real server, judged by {@link IntakeOracle}. */
@ExtendWith(KafkaUnderTest.Shared.class)
class IntakeFuzzIT {
  private static final long SEED = 20_261_126;
  private static final int EACH = 2500;
  private static final String INSTANCE = "\"instance\":{\"type\":\"fuzz\",\"url\":\"u\"}";
  private static final String VALID =
      """
      {"internalHostname":"fuzz","collection_timestamp":1690000000,"apiKey":"","topologies":[{
      "start_snapshot":true,"stop_snapshot":true,"instance":{"type":"fuzz","url":"u"},"components":[
      {"externalId":"a\u00e9","type":{"name":"t"},"data":{"name":"n","labels":["x:y"],"m":{"n":[1]}},
      "sourceProperties":{"s":[1,2.5,null,true]}},{"externalId":"b","type":{"name":"t"}}],
      "relations":[{"externalId":"a->b","type":{"name":"uses"},"sourceId":"a\u00e9","targetId":"b",
      "data":{}}],"delete_ids":["c"]}],"metrics":[["m",1690000000,1.5,{"hostname":"h","type":"gauge",
      "tags":["a:b"]}]],"events":{"k":[{"event_type":"E","msg_title":"t","msg_text":"x",
      "timestamp":1690000000,"tags":["a:b"],"context":{"category":"Changes","source":"s",
      "element_identifiers":["urn:x"],"source_links":[{"title":"t","url":"u"}],"data":{"v":1}}}]},
      "health":[{"consistency_model":"REPEAT_SNAPSHOTS","stream":{"urn":"urn:health:f:1",
      "sub_stream_id":"s"},"start_snapshot":{"repeat_interval_s":60,"expiry_interval_s":240},
      "check_states":[{"checkStateId":"p","name":"P","health":"CLEAR"}],"stop_snapshot":{}},
      {"consistency_model":"TRANSACTIONAL_INCREMENTS","stream":{"urn":"urn:health:f:2"},
      "increment":{"checkpoint":{"offset":1,"batch_index":2},"previous_checkpoint":{"offset":1}},
      "check_states":[]}],"service_checks":[{"check":"c","host_name":"h","timestamp":1690000000,
      "status":0,"message":"","tags":["d:o"]}]}"""
          .replace("\n", "");

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
  void spoiledMessagesGetTheAnswerTheyDeserve() {
    assertThat(IntakeOracle.accepts(VALID.getBytes(StandardCharsets.UTF_8))).isTrue();
    List<byte[]> messages = messages();
    assertThat(messages.size()).isGreaterThan(10_000);
    long acceptable = messages.stream().filter(IntakeOracle::accepts).count();
    assertThat(acceptable).isBetween(500L, messages.size() - 5000L);
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    ExecutorService senders = Executors.newFixedThreadPool(8);
    CompletableFuture.allOf(
            messages.stream()
                .map(m -> CompletableFuture.runAsync(() -> judge(m, wrong), senders))
                .toArray(CompletableFuture[]::new))
        .join();
    senders.shutdown();
    assertThat(wrong).isEmpty();
    receiver.accept(VALID.replace("\"fuzz\",\"url\"", "\"after-fuzz\",\"url\""));
    assertThat(KafkaUnderTest.shared().read("sts_topo_after-fuzz_u")).hasSize(6);
    assertThat(KafkaUnderTest.shared().read("sts_topo_fuzz_u"))
        .isNotEmpty()
        .allSatisfy(IntakeFuzzIT::assertReadable);
  }

  @Test
  void bodiesInTheWrongContentEncodingAreRefused() {
    Mutations mutations = new Mutations(VALID, SEED);
    byte[] valid = VALID.getBytes(StandardCharsets.UTF_8);
    for (String encoding : List.of("gzip", "deflate", "zstd", "br", "gzip, gzip")) {
      assertThat(receiver.post("/stsAgent/intake", valid, encoding).statusCode())
          .as(encoding)
          .isEqualTo(400);
      for (int i = 0; i < 100; i++) {
        assertThat(receiver.post("/stsAgent/intake", mutations.noise(), encoding).statusCode())
            .as(encoding)
            .isEqualTo(400);
      }
    }
  }

  private static List<byte[]> messages() {
    Mutations mutations = new Mutations(VALID, SEED);
    List<byte[]> messages = new ArrayList<>(mutations.wrongTypesEverywhere());
    IntStream.range(0, EACH)
        .forEach(
            i -> {
              messages.add(mutations.truncated());
              messages.add(mutations.flipped());
              messages.add(mutations.spliced());
              messages.add(mutations.noise());
              if (i % 20 == 0) {
                messages.add(mutations.otherEncoding());
              }
            });
    return messages;
  }

  private static void judge(byte[] message, List<String> wrong) {
    String text = new String(message, StandardCharsets.UTF_8);
    // A spoiled instance would make a topic of its own.
    String path = text.contains(INSTANCE) ? "/stsAgent/intake" : "/stsAgent/intake?dryRun=true";
    HttpResponse<String> response = receiver.post(path, message, "");
    int expected = IntakeOracle.accepts(message) ? 200 : 400;
    if (response.statusCode() != expected) {
      wrong.add(
          response.statusCode() + " " + response.body() + " instead of " + expected + ": " + text);
    }
  }

  private static void assertReadable(ConsumerRecord<String, String> record) throws Exception {
    TopologyElement element = Json.mapper().readValue(record.value(), TopologyElement.class);
    assertThat(element.internalHostname()).isNotBlank();
    assertThat(record.key()).isNotEmpty();
  }
}
