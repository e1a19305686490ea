package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Topics;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts and CloudEvents: the samples, as their senders send them. */
@ExtendWith(KafkaUnderTest.Shared.class)
class ForeignIntakeIT {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static RunningReceiver receiver;

  @BeforeAll
  static void start() {
    receiver =
        new RunningReceiver(
            KafkaUnderTest.shared().settings(),
            () -> List.of(RunningReceiver.KEY),
            "stackstate.receiver.alerts.maxBodyBytes = 20000");
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  private static String sample(String name) throws IOException {
    return Files.readString(Path.of("../../samples/alerts", name + ".json"));
  }

  private static HttpResponse<String> post(String path, String type, String body, String key) {
    HttpRequest.Builder request =
        receiver.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
    return receiver.send(
        key.isEmpty() ? request.build() : request.header("Authorization", key).build());
  }

  private static HttpResponse<String> post(String path, String type, String body) {
    return post(path, type, body, "Bearer " + RunningReceiver.KEY);
  }

  private static List<String> values(String topic, String text) {
    return KafkaUnderTest.shared().read(topic).stream()
        .map(ConsumerRecord::value)
        .filter(value -> value.contains(text))
        .toList();
  }

  @Test
  void alertsOfPrometheusAreCheckStates() throws Exception {
    HttpResponse<String> response =
        post("/stsAgent/api/v2/alerts", "application/json", sample("prometheus"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(values(Topics.INTAKE_HEALTH, "urn:health:prometheus:monitoring%2Fk8s"))
        .hasSize(2)
        .anySatisfy(value -> assertThat(value).contains("IntakeHealthMainStreamExpiry"))
        .anySatisfy(value -> assertThat(value).contains("urn:kubernetes:/prod:shop:pod/"));
  }

  @Test
  void aWebhookOfAlertmanagerIsCheckStates() throws Exception {
    assertThat(
            post("/stsAgent/alertmanager/webhook", "application/json", sample("alertmanager"))
                .statusCode())
        .isEqualTo(200);
    assertThat(values(Topics.INTAKE_HEALTH, "urn:health:alertmanager:")).hasSize(2);
  }

  @Test
  void cloudEventsAreEvents() throws Exception {
    assertThat(post("/stsAgent/cloudevents", STRUCTURED, sample("cloudevent")).statusCode())
        .isEqualTo(200);
    assertThat(
            post(
                    "/stsAgent/cloudevents",
                    "application/cloudevents-batch+json",
                    sample("cloudevents-batch"))
                .statusCode())
        .isEqualTo(200);
    assertThat(values(Topics.TOPOLOGY_EVENTS, "org.example.deployment.finished")).hasSize(1);
    assertThat(values(Topics.TOPOLOGY_EVENTS, "org.example.backup")).hasSize(2);
  }

  @Test
  void whatIsWrongIsAnsweredWithItsStatusAndField() {
    String alerts = "/stsAgent/api/v2/alerts";
    HttpResponse<String> bad = post("/stsAgent/alertmanager/webhook", "application/json", "{}");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("\"path\":\"alerts\"", "expected an array, found nothing");
    assertThat(post(alerts, "application/json", "[", "").statusCode()).isEqualTo(403);
    assertThat(post(alerts, "application/json", "[", "Bearer wrong").statusCode()).isEqualTo(403);
    assertThat(post(alerts, "application/json", " ".repeat(20_001)).statusCode()).isEqualTo(413);
    assertThat(post("/stsAgent/cloudevents", "text/plain", "hi").statusCode()).isEqualTo(415);
    assertThat(post("/stsAgent/cloudevents", STRUCTURED, "{}").body())
        .contains("\"path\":\"specversion\"");
    assertThat(receiver.get(alerts).statusCode()).isEqualTo(405);
    HttpResponse<String> some =
        post(alerts, "application/json", "[{\"labels\":{\"instance\":\"h\"}},{}]");
    assertThat(some.statusCode()).isEqualTo(200);
    assertThat(some.body()).contains("\"rejected\":1", "[1].labels");
  }

  @Test
  void aSenderOfCloudEventsThatAsksIsAllowed() {
    HttpRequest.Builder request =
        receiver
            .request("/stsAgent/cloudevents")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("WebHook-Request-Origin", "events.example.org");
    assertThat(receiver.send(request.copy().build()).statusCode()).isEqualTo(403);
    HttpResponse<String> response =
        receiver.send(request.header("sts-api-key", RunningReceiver.KEY).build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("WebHook-Allowed-Origin"))
        .contains("events.example.org");
    assertThat(response.headers().firstValue("WebHook-Allowed-Rate")).contains("*");
  }
}
