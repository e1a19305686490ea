package io.stackstate.receiver.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import io.stackstate.receiver.intake.IntakeFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsAdapterTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Map<String, String> STRUCTURED =
      Map.of("content-type", "application/cloudevents+json; charset=UTF-8");
  private static final Map<String, String> BATCH =
      Map.of("content-type", "application/cloudevents-batch+json");

  private final CloudEventsAdapter adapter =
      new CloudEventsAdapter(
          AlertMapping.from(ConfigFactory.load().getConfig("stackstate.receiver.alerts")));

  private Translation translate(Map<String, String> headers, Map<String, String> query, String body)
      throws Exception {
    return adapter.translate(
        body.getBytes(StandardCharsets.UTF_8), new Request(headers, query, NOW));
  }

  private static JsonNode intake(Translation translation) throws IOException {
    return Json.mapper().readTree(translation.intake());
  }

  private static String sample(String name) throws IOException {
    return Files.readString(Path.of("../../samples/alerts", name + ".json"));
  }

  private static Map<String, String> binary(String... more) {
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "ce-specversion",
                "1.0",
                "ce-id",
                "1",
                "ce-source",
                "/ci",
                "ce-type",
                "org.e.done"));
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  @Test
  void aStructuredEventBecomesAnEventOfItsSubject() throws Exception {
    JsonNode events = intake(translate(STRUCTURED, Map.of(), sample("cloudevent"))).get("events");
    JsonNode event = events.at("/ce:org.example.deployment.finished/0");
    assertThat(event.toString())
        .contains(
            "\"event_type\":\"org.example.deployment.finished\"",
            "\"msg_title\":\"storefront 2.4 rolled out\"",
            "\"tags\":[\"team:shop\"]",
            "\"category\":\"Changes\"",
            "\"source\":\"https://ci.example.org/pipelines/storefront\"",
            "\"source_identifier\":\"run-88\"",
            "\"element_identifiers\":[\"urn:service:/storefront\"]",
            "\"source_links\":[{\"title\":\"Source\",\"url\":\"https://ci.example.org/runs/88\"}]",
            "\"version\":\"2.4\"");
    assertThat(event.get("timestamp").longValue()).isEqualTo(1_795_716_000_000L);
  }

  @Test
  void aBinaryEventHasItsAttributesInHeaders() throws Exception {
    JsonNode event =
        intake(
                translate(
                    binary(
                        "content-type",
                        "text/plain",
                        "ce-subject",
                        "urn:host:/b%C3%BCro%201+2",
                        "ce-elementidentifiers",
                        "urn:a, urn:b"),
                    Map.of(),
                    "it is done"))
            .at("/events/ce:org.e.done/0");
    assertThat(event.get("msg_title").asText()).isEqualTo("org.e.done");
    assertThat(event.get("msg_text").asText()).isEqualTo("it is done");
    assertThat(event.at("/context/element_identifiers").toString())
        .isEqualTo("[\"urn:a\",\"urn:b\"]");
    assertThat(event.get("timestamp").longValue()).isEqualTo(NOW);
    JsonNode other =
        intake(translate(binary("ce-subject", "urn:host:/b%C3%BCro%201+2"), Map.of(), ""));
    assertThat(other.at("/events/ce:org.e.done/0/context/element_identifiers/0").asText())
        .isEqualTo("urn:host:/büro 1+2");
  }

  @Test
  void encodedDataIsDecoded() throws Exception {
    JsonNode event =
        intake(
                translate(
                    STRUCTURED,
                    Map.of(),
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\","
                        + "\"data_base64\":\"eyJ0aXRsZSI6ImhpIn0=\"}"))
            .at("/events/ce:t/0");
    assertThat(event.get("msg_title").asText()).isEqualTo("hi");
  }

  @Test
  void aBatchSkipsWhatCannotBeReadAndMayBecomeHealth() throws Exception {
    String batch = sample("cloudevents-batch").strip();
    Translation translation =
        translate(
            BATCH,
            Map.of("as", "health"),
            batch.substring(0, batch.length() - 1) + ", {\"specversion\":\"1.0\"}]");
    assertThat(translation.rejected())
        .extracting(each -> each.path() + " " + each.error())
        .containsExactly("[2].id is required, found nothing");
    JsonNode stream = intake(translation).at("/health/0");
    assertThat(stream.at("/stream/urn").asText())
        .isEqualTo("urn:health:cloudevents:urn%3Aexample%3Abackup");
    assertThat(stream.at("/check_states").findValuesAsText("health"))
        .containsExactly("CRITICAL", "CLEAR");
    assertThat(stream.at("/check_states").findValuesAsText("topologyElementIdentifier"))
        .containsExactly("urn:host:/db-1", "urn:host:/web-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | specversion | is required, found nothing",
        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | specversion |"
            + " expected \"1.0\", found another version",
        "{\"specversion\":\"1.0\",\"id\":[1],\"source\":\"s\",\"type\":\"t\"} | id |"
            + " expected a text, found an array",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"time\":\"now\"} |"
            + " time | expected a time like 2026-01-31T12:00:00Z, found another text",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"?\"} |"
            + " data_base64 | expected Base64, found another text",
        "[] | '' | expected an object, found an array"
      })
  void oneAloneThatCannotBeReadIsAFault(String body, String path, String message) {
    IntakeFault fault =
        catchThrowableOfType(IntakeFault.class, () -> translate(STRUCTURED, Map.of(), body));
    assertThat(fault.path()).isEqualTo(path);
    assertThat(fault).hasMessage(message);
  }

  @Test
  void anotherMediaTypeIsRefused() {
    assertThatThrownBy(() -> translate(Map.of("content-type", "application/json"), Map.of(), "{}"))
        .isInstanceOf(UnsupportedTypeException.class)
        .hasMessageContaining("expected Content-Type application/cloudevents+json");
  }
}
