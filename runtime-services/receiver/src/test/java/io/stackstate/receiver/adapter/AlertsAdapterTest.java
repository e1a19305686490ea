package io.stackstate.receiver.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import io.stackstate.receiver.intake.IntakeFault;
import io.stackstate.receiver.intake.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsAdapterTest {
  private static final long NOW = Instant.parse("2026-11-26T18:01:00Z").toEpochMilli();

  private static AlertMapping mapping(String more) {
    return AlertMapping.from(
        ConfigFactory.parseString("stackstate.receiver.alerts {" + more + "}")
            .withFallback(ConfigFactory.load())
            .resolve()
            .getConfig("stackstate.receiver.alerts"));
  }

  private static Translation translate(boolean webhook, String body, Map<String, String> query)
      throws IntakeFault {
    return new AlertsAdapter(mapping(""), webhook)
        .translate(body.getBytes(StandardCharsets.UTF_8), new Request(Map.of(), query, NOW));
  }

  private static JsonNode intake(Translation translation) throws IOException {
    return Json.mapper().readTree(translation.intake());
  }

  private static String sample(String name) throws IOException {
    return Files.readString(Path.of("../../samples/alerts", name + ".json"));
  }

  private static String alert(String labels, String more) {
    return "[{\"labels\":{" + labels.replace('\'', '"') + "}" + more.replace('\'', '"') + "}]";
  }

  @Test
  void whatPrometheusSendsBecomesAStreamForEachSender() throws Exception {
    Translation translation = translate(false, sample("prometheus"), Map.of());
    assertThat(translation.rejected()).isEmpty();
    JsonNode health = intake(translation).get("health");
    assertThat(health).hasSize(2);
    assertThat(health.get(0).toString())
        .contains(
            "\"consistency_model\":\"REPEAT_STATES\"",
            "\"urn\":\"urn:health:prometheus:monitoring%2Fk8s\"",
            "\"repeat_interval_s\":300,\"expiry_interval_s\":300",
            "\"name\":\"KubePodCrashLooping\",\"health\":\"CRITICAL\"",
            "\"topologyElementIdentifier\":\"urn:kubernetes:/prod:shop:pod/storefront-5d9c7\"",
            "Pod is crash looping.\\n\\nPod shop/storefront-5d9c7 restarts every minute.\\n\\n"
                + "[runbook](https://runbooks.example.org/kubepodcrashlooping)");
    assertThat(health.get(1).at("/stream/urn").asText())
        .isEqualTo("urn:health:prometheus:prometheus.example.org%3A9090");
    assertThat(health.get(1).at("/check_states/0/health").asText()).isEqualTo("DEVIATING");
    assertThat(health.get(1).at("/check_states/0/topologyElementIdentifier").asText())
        .isEqualTo("urn:host:/web-1");
  }

  @Test
  void aWebhookOfAlertmanagerBecomesOneStreamAndWhatIsResolvedIsClear() throws Exception {
    Translation translation = translate(true, sample("alertmanager"), Map.of());
    JsonNode health = intake(translation).get("health");
    assertThat(health).hasSize(1);
    assertThat(health.at("/0/stream/urn").asText())
        .isEqualTo("urn:health:alertmanager:alertmanager.example.org%3A9093");
    assertThat(health.at("/0/expiry").toString())
        .isEqualTo("{\"repeat_interval_s\":1800,\"expiry_interval_s\":18000}");
    assertThat(health.at("/0/check_states").findValuesAsText("health"))
        .containsExactly("CRITICAL", "CLEAR");
  }

  @Test
  void anAlertWhoseEndHasComeIsClearAndHasTheSameId() throws Exception {
    String labels = "'alertname':'A','severity':'page','node':'n1','cluster':'c'";
    JsonNode firing = intake(translate(false, alert(labels, ""), Map.of()));
    JsonNode over =
        intake(translate(false, alert(labels, ",'endsAt':'2026-11-26T19:00:00+01:00'"), Map.of()));
    assertThat(firing.at("/health/0/check_states/0/health").asText()).isEqualTo("CRITICAL");
    assertThat(over.at("/health/0/check_states/0/health").asText()).isEqualTo("CLEAR");
    assertThat(over.at("/health/0/check_states/0/checkStateId"))
        .isEqualTo(firing.at("/health/0/check_states/0/checkStateId"));
  }

  @ParameterizedTest
  @CsvSource({
    "topology_identifier=urn:x:1, urn:x:1",
    "namespace=n deployment=d pod=exporter, urn:kubernetes:/prod:n:deployment/d",
    "namespace=n job_name=j, urn:kubernetes:/prod:n:job/j",
    "namespace=n, urn:kubernetes:/prod:namespace/n",
    "instance=[::1]:9100, urn:host:/[::1]",
    "instance=db.example.org, urn:host:/db.example.org"
  })
  void labelsNameTheElement(String labels, String identifier) throws Exception {
    String body = alert("'" + labels.replace("=", "':'").replace(" ", "','") + "'", "");
    JsonNode intake = intake(translate(false, body, Map.of("label.cluster", "prod")));
    assertThat(intake.at("/health/0/check_states/0/topologyElementIdentifier").asText())
        .isEqualTo(identifier);
  }

  @Test
  void anAlertThatCannotBeReadIsSkippedAndTheOthersAreNot() throws Exception {
    String body =
        "[7, {\"labels\":{}}, {\"labels\":{\"a\":1}}, {\"labels\":{\"alertname\":\"A\"}},"
            + " {\"labels\":{\"instance\":\"h\"},\"startsAt\":\"soon\"},"
            + " {\"labels\":{\"instance\":\"h\"}}]";
    Translation translation = translate(false, body, Map.of());
    assertThat(translation.kind()).isEqualTo(Kind.HEALTH);
    assertThat(translation.rejected())
        .extracting(each -> each.path() + ": " + each.error().split(" \\(")[0])
        .containsExactly(
            "[0]: expected an object, found a number",
            "[1].labels: expected at least one label, found none",
            "[2].labels.a: expected a text, found a number",
            "[3].labels: expected labels that name an element",
            "[4].startsAt: expected a time like 2026-01-31T12:00:00Z, found another text");
    assertThat(intake(translation).at("/health/0/check_states")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | {} | '' | expected an array of alerts, found an object",
        "false | [ | '' | the body is no JSON at line 1, column",
        "true | [] | '' | expected an object, found an array",
        "true | {} | alerts | expected an array, found nothing",
        "true | {\"version\":\"3\",\"alerts\":[]} | version | expected \"4\", found another version"
      })
  void aBodyThatIsNoneIsAFaultThatNamesTheField(
      boolean webhook, String body, String path, String message) {
    IntakeFault fault =
        catchThrowableOfType(IntakeFault.class, () -> translate(webhook, body, Map.of()));
    assertThat(fault.path()).isEqualTo(path);
    assertThat(fault).hasMessageStartingWith(message);
  }

  @Test
  void alertsMayBecomeEventsInstead() throws Exception {
    Translation translation =
        translate(true, sample("alertmanager"), Map.of("as", "events", "sender", "eu"));
    JsonNode events = intake(translation).at("/events/alertmanager");
    assertThat(events.findValuesAsText("event_type"))
        .containsExactly("AlertFiringEvent", "AlertResolvedEvent");
    assertThat(events.get(0).toString())
        .contains(
            "\"msg_title\":\"HostDiskFull is firing\"",
            "\"msg_text\":\"Disk is 98% full.\"",
            "\"category\":\"Alerts\"",
            "\"element_identifiers\":[\"urn:host:/web-1\"]",
            "\"tags\":[\"alertname:HostDiskFull\",\"instance:web-1:9100\",\"severity:critical\"]",
            "\"alert_type\":\"error\"");
    assertThat(events.get(1).get("timestamp").longValue())
        .isEqualTo(Instant.parse("2026-11-26T18:00:00Z").toEpochMilli());
  }

  @Test
  void theSenderOfARequestMayBeNamedInItsAddress() throws Exception {
    JsonNode intake = intake(translate(true, sample("alertmanager"), Map.of("sender", "eu west")));
    assertThat(intake.at("/health/0/stream/urn").asText())
        .isEqualTo("urn:health:alertmanager:eu+west");
    assertThat(intake.get("internalHostname").asText()).isEqualTo("eu west");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "otherHealth = BAD | otherHealth: found \"BAD\", expected CLEAR, DEVIATING or CRITICAL",
        "health.critical = 7 | health.critical: found \"7\"",
        "identifiers = [\"urn:x\"] | identifiers: found \"urn:x\", expected one with a ${label}"
      })
  void aMappingThatIsWrongNamesItsField(String hocon, String message) {
    assertThat(
            catchThrowableOfType(IllegalArgumentException.class, () -> mapping(hocon)).getMessage())
        .startsWith("stackstate.receiver.alerts." + message);
  }
}
