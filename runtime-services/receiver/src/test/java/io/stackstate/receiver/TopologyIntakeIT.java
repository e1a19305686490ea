package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topology from HTTP to its topic: test cases of the intake sheet, section 19. */
@ExtendWith(KafkaUnderTest.Shared.class)
class TopologyIntakeIT {
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
  void aComponentComesOnTheTopicOfItsInstance() throws Exception {
    long before = System.currentTimeMillis();
    receiver.accept(
        """
        {"internalHostname":"h1","topologies":[{"instance":{"type":"one","url":"u"},"components":[
          {"externalId":"srv-1","type":{"name":"server"},"data":{"name":"s", "n":[1, 2.50]}}]}]}""");
    ConsumerRecord<String, String> record = onlyRecord("sts_topo_one_u");
    TopologyElement element = element(record);
    assertThat(record.key()).isEqualTo("srv-1");
    assertThat(element.payload())
        .isEqualTo(
            new TopologyPayload.Component(
                "srv-1", "server", "{\"name\":\"s\",\"n\":[1,2.50]}", null));
    assertThat(element.internalHostname()).isEqualTo("h1");
    assertThat(element.collectionTimestamp())
        .isEqualTo(element.ingestionTimestamp())
        .isBetween(before, System.currentTimeMillis());
    assertThat(header(record, "instance")).isEqualTo("{\"type\":\"one\",\"url\":\"u\"}");
    assertThat(Long.parseLong(header(record, "receivedAt")))
        .isEqualTo(element.ingestionTimestamp());
  }

  @Test
  void slashesAndTheRoutersPrefixDoNotMatter() {
    String message =
        """
        {"internalHostname":"h","topologies":[{"instance":{"type":"slash","url":"u"},
          "delete_ids":["x"]}]}""";
    List<String> paths =
        List.of(
            "/stsAgent/intake",
            "/stsAgent/intake/",
            "/stsAgent//intake",
            "//stsAgent/intake//",
            "/receiver/stsAgent/intake",
            "/receiver//stsAgent//intake/");
    for (String path : paths) {
      assertThat(receiver.post(path, message).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(read("sts_topo_slash_u")).hasSameSizeAs(paths);
  }

  @Test
  void elementsAreWrittenInTheirOrderWhateverTheOrderInTheJson() {
    receiver.accept(
        """
        {"topologies":[{"stop_snapshot":true,"delete_ids":["old"],
          "relations":[{"externalId":"a->b","type":{"name":"uses"},"sourceId":"a","targetId":"b",
                        "data":{}}],
          "components":[{"data":{},"type":{"name":"t"},"externalId":"a"},
                        {"externalId":"b","type":{"name":"t"},"data":{}}],
          "start_snapshot":true,"instance":{"url":"u","type":"order"}}],
         "collection_timestamp":1690000000,"internalHostname":"h"}""");
    List<TopologyElement> elements =
        read("sts_topo_order_u").stream().map(TopologyIntakeIT::element).toList();
    assertThat(elements)
        .extracting(TopologyElement::payload)
        .containsExactly(
            new TopologyPayload.StartSnapshot(null),
            new TopologyPayload.Component("a", "t", "{}", null),
            new TopologyPayload.Component("b", "t", "{}", null),
            new TopologyPayload.Relation("a->b", "a", "b", "uses", "{}", null),
            new TopologyPayload.Delete("old"),
            new TopologyPayload.StopSnapshot(null));
    assertThat(elements)
        .allSatisfy(
            e -> {
              assertThat(e.internalHostname()).isEqualTo("h");
              assertThat(e.collectionTimestamp()).isEqualTo(1_690_000_000_000L);
            });
  }

  @Test
  void aSnapshotMaySpanSeveralMessages() {
    String body =
        """
        {"internalHostname":"h","topologies":[{"instance":{"type":"span","url":"u"},%s
          "components":[{"externalId":"%s","type":{"name":"t"}}]}]}""";
    receiver.accept(body.formatted("\"start_snapshot\":true,", "a"));
    receiver.accept(body.formatted("", "b"));
    receiver.accept(body.formatted("\"stop_snapshot\":true,", "c"));
    assertThat(read("sts_topo_span_u"))
        .extracting(r -> element(r).payload().getClass().getSimpleName())
        .containsExactly("StartSnapshot", "Component", "Component", "Component", "StopSnapshot");
  }

  @Test
  void theTopicNameKeepsOnlySafeCharacters() {
    receiver.accept(
        """
        {"internalHostname":"h","topologies":[{"instance":
          {"type":"My-App","url":"https://a.b:8080/x?y=1"},"delete_ids":["x"]}]}""");
    assertThat(KafkaUnderTest.shared().topics()).contains("sts_topo_My-App_https___a.b_8080_x_y_1");
  }

  @Test
  void nullSourcePropertiesAndUnknownFieldsAreIgnored() {
    receiver.accept(
        """
        {"internalHostname":"h","gohai":{"x":[1,{}]},"topologies":[{"extra":[[]],
          "instance":{"type":"unknown","url":"u","more":{}},
          "components":[{"externalId":"a","type":{"name":"t","x":1},"data":null,"z":{},
                         "sourceProperties":null}]}]}""");
    assertThat(element(onlyRecord("sts_topo_unknown_u")).payload())
        .isEqualTo(new TopologyPayload.Component("a", "t", "{}", null));
  }

  @Test
  void sourcePropertiesAreKept() {
    receiver.accept(
        """
        {"internalHostname":"h","topologies":[{"instance":{"type":"props","url":"u"},
          "components":[{"externalId":"a","type":{"name":"t"},"data":{"a":1},
                         "sourceProperties":{"spec" : {"replicas": 3}}}]}]}""");
    assertThat(element(onlyRecord("sts_topo_props_u")).payload())
        .isEqualTo(
            new TopologyPayload.Component("a", "t", "{\"a\":1}", "{\"spec\":{\"replicas\":3}}"));
  }

  @Test
  void elementsThatCannotBeReadAreSkippedAndReported() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/intake",
            """
            {"internalHostname":"h","topologies":[{"instance":{"type":"skip","url":"u"},
              "components":[{"type":{"name":"t"}},{"externalId":"b"},7,null,
                            {"externalId":"ok","type":{"name":"t"}},
                            {"externalId":["x"],"type":{"name":"t"}},
                            {"externalId":"d","type":{"name":"t"},"data":"text"}],
              "relations":[{"externalId":"r","type":{"name":"t"},"sourceId":"a"}],
              "delete_ids":[null,{}]}]}""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"rejected\":9")
        .contains("topologies[0].components[0].externalId")
        .contains("topologies[0].components[1].type.name")
        .contains("topologies[0].components[6].data")
        .contains("topologies[0].relations[0].targetId");
    assertThat(element(onlyRecord("sts_topo_skip_u")).payload())
        .isEqualTo(new TopologyPayload.Component("ok", "t", "{}", null));
  }

  @Test
  void idsMayBeAnyUnicodeAndEvenBrokenUnicode() {
    receiver.accept(
        """
        {"internalHostname":"h","topologies":[{"instance":{"type":"uni","url":"u"},"components":[
          {"externalId":"\\u0000é漢😀\\ud83d\\ude00","type":{"name":"t"},"data":{"k":"\\ud83d\\ude00"}},
          {"externalId":"half\\ud83d","type":{"name":"t"},"data":{"k":"\\ud83d","n":NaN}}]}]}""");
    assertThat(read("sts_topo_uni_u"))
        .extracting(r -> element(r).payload())
        .containsExactly(
            new TopologyPayload.Component("\u0000é漢😀😀", "t", "{\"k\":\"😀\"}", null),
            new TopologyPayload.Component(
                "half\uFFFD", "t", "{\"k\":\"\uFFFD\",\"n\":null}", null));
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() {
    String message =
        "{'internalHostname':'h','topologies':[{'instance':{'type':'latin','url':'u'},"
            + "'components':[{'externalId':'caf\u00e9','type':{'name':'t'},'data':{'a':'\u00fc'}}]}]}";
    byte[] latin = message.replace('\'', '"').getBytes(StandardCharsets.ISO_8859_1);
    assertThat(receiver.post("/stsAgent/intake", latin, "").statusCode()).isEqualTo(200);
    assertThat(element(onlyRecord("sts_topo_latin_u")).payload())
        .isEqualTo(new TopologyPayload.Component("caf\uFFFD", "t", "{\"a\":\"\uFFFD\"}", null));
  }

  @Test
  void numbersStandForTextsAndTextsForNumbersAndBooleans() {
    receiver.accept(
        """
        {"internalHostname":42,"collection_timestamp":"1690000000","topologies":[{
          "instance":{"type":"lenient","url":8080},"start_snapshot":1,"stop_snapshot":"false",
          "components":[{"externalId":17,"type":{"name":"t"}}]}]}""");
    List<ConsumerRecord<String, String>> records = read("sts_topo_lenient_8080");
    assertThat(records).hasSize(2);
    assertThat(element(records.get(1)))
        .isEqualTo(
            new TopologyElement(
                new TopologyPayload.Component("17", "t", "{}", null),
                "42",
                1_690_000_000_000L,
                element(records.get(1)).ingestionTimestamp()));
  }

  private static ConsumerRecord<String, String> onlyRecord(String topic) {
    List<ConsumerRecord<String, String>> records = read(topic);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static List<ConsumerRecord<String, String>> read(String topic) {
    return KafkaUnderTest.shared().read(topic);
  }

  private static TopologyElement element(ConsumerRecord<String, String> record) {
    try {
      return Json.mapper().readValue(record.value(), TopologyElement.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(record.value(), e);
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
