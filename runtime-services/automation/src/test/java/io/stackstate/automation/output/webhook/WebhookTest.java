package io.stackstate.automation.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.http.Hmac;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final Outcome DELIVERED = new Outcome.Delivered(Optional.empty());

  private final Receiver receiver = Receiver.answering(Reply.of(202));
  private final TestOutputs outputs =
      new TestOutputs().secret("hk", "token", "t0ken-value\n").secret("hk", "hmac", "k3y");

  @AfterEach
  void close() {
    outputs.close();
    receiver.close();
  }

  private Receiver.Received sent(String more, Notification notification) {
    String yaml = "webhook: {url: '" + receiver.url("/in") + "'" + more + "}";
    assertThat(outputs.send(yaml, notification)).isEqualTo(DELIVERED);
    return receiver.last();
  }

  @Test
  void envelopeIsThePublishedBodyWithTokenAndMetadata() {
    Receiver.Received open =
        sent(", tokenSecretRef: {name: hk, key: token}, metadata: {team: B}", Samples.open());
    assertThat(open.method()).isEqualTo("POST");
    assertThat(open.path()).isEqualTo("/in");
    assertThat(open.headers())
        .containsEntry("x-stackstate-webhook-token", "t0ken-value")
        .containsEntry("content-type", "application/json")
        .containsEntry("idempotency-key", Samples.ID + "-1");
    Golden.check("webhook-envelope-open", open.json());
    Golden.check("webhook-envelope-update", sent("", Samples.update()).json());
    Golden.check("webhook-envelope-close", sent("", Samples.close()).json());
  }

  @Test
  void cloudEventsStructuredHasAllAttributesInTheBody() {
    Receiver.Received open = sent(", format: CloudEvents", Samples.open());
    assertThat(open.headers().get("content-type")).startsWith("application/cloudevents+json");
    Golden.check("webhook-cloudevents-open", open.json());
    conforms(
        open.json().get("id").textValue(),
        open.json().get("source").textValue(),
        open.json().get("specversion").textValue(),
        open.json().get("type").textValue(),
        open.json().get("time").textValue());
  }

  @Test
  void cloudEventsBinaryHasThemInHeadersPercentEncoded() {
    Receiver.Received close = sent(", format: CloudEvents, mode: Binary", Samples.close());
    assertThat(close.headers())
        .containsEntry("ce-type", "io.stackstate.notification.close")
        .containsEntry("ce-subject", "urn:service:/orders")
        .containsEntry("content-type", "application/json");
    assertThat(close.json().at("/event/reason").textValue()).isEqualTo("HealthStateResolved");
    conforms(
        close.headers().get("ce-id"),
        close.headers().get("ce-source"),
        close.headers().get("ce-specversion"),
        close.headers().get("ce-type"),
        close.headers().get("ce-time"));
  }

  /** The rules of CloudEvents 1.0 for required and optional attributes. */
  private static void conforms(String id, String source, String version, String type, String time) {
    assertThat(id).isNotEmpty();
    assertThat(URI.create(source)).isNotNull();
    assertThat(version).isEqualTo("1.0");
    assertThat(type).isNotEmpty();
    assertThat(Instant.parse(time)).isAfter(Instant.EPOCH);
  }

  @Test
  void alertmanagerBodyHasAnAlertForEachMember() {
    Golden.check(
        "webhook-alertmanager-open", sent(", format: Alertmanager", Samples.open()).json());
    Golden.check(
        "webhook-alertmanager-close", sent(", format: Alertmanager", Samples.close()).json());
  }

  @Test
  void templateMakesTheBodyAndHeadersAndEscapesValues() {
    Receiver.Received sent =
        sent(
            ", format: Template, method: PUT, headers: {X-Sev: '{{severity}} {{title}}'},"
                + " payload: '{\"text\": \"{{title}}\", \"n\": {{members.length}},"
                + " \"who\": [{{#join members \", \"}}\"{{name}}\"{{/join}}]}'",
            Samples.nasty());
    assertThat(sent.method()).isEqualTo("PUT");
    assertThat(sent.json().get("text").textValue()).isEqualTo(Samples.nasty().title());
    assertThat(sent.json().get("who").get(0).textValue()).isEqualTo("orders");
    assertThat(sent.headers())
        .containsEntry("x-sev", "critical <b>\"x\" & *y* {{z}} @everyone next");
  }

  @Test
  void aPayloadThatIsNoJsonIsNotSent() {
    Outcome outcome =
        outputs.send(
            "webhook: {url: '"
                + receiver.url("/in")
                + "', format: Template, payload: '{\"a\": {{title}} }'}",
            Samples.open());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.message()).contains("payload: found no JSON at line 1"));
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void signatureIsOverTimestampAndBody() {
    Receiver.Received sent = sent(", hmac: {secretRef: {name: hk, key: hmac}}", Samples.open());
    long timestamp = Long.parseLong(sent.headers().get("x-stackstate-timestamp"));
    String signature = sent.headers().get("x-stackstate-signature");
    assertThat(Hmac.sign("k3y", timestamp, sent.body().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(signature);
    assertThat(Hmac.sign("k3y", timestamp, (sent.body() + " ").getBytes(StandardCharsets.UTF_8)))
        .isNotEqualTo(signature);
    assertThat(Hmac.sign("Jefe", 1, "x".getBytes(StandardCharsets.UTF_8)))
        .isNotEqualTo(Hmac.sign("Jefe", 2, "x".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aBodyAboveTheLimitNamesFewerMembersAndCountsTheRest() {
    Receiver.Received sent = sent(", maxBodyBytes: 20000", Samples.storm(5000));
    assertThat(sent.body().length()).isBetween(5000, 20000);
    int named = sent.json().get("members").size();
    assertThat(sent.json().get("truncatedMembers").intValue()).isEqualTo(5000 - named);
    Receiver.Received alerts =
        sent(", maxBodyBytes: 20000, format: Alertmanager", Samples.storm(900));
    assertThat(alerts.json().get("truncatedAlerts").intValue())
        .isEqualTo(900 - alerts.json().get("alerts").size());
  }
}
