package io.stackstate.automation.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.http.HttpMessageFactory;
import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.http.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
    conforms(open);
  }

  @Test
  void cloudEventsBinaryHasThemInHeadersPercentEncoded() {
    Receiver.Received close = sent(", format: CloudEvents, mode: Binary", Samples.close());
    assertThat(close.headers())
        .containsEntry("ce-type", "io.stackstate.notification.close")
        .containsEntry("ce-subject", "urn:service:/orders")
        .containsEntry("content-type", "application/json");
    assertThat(close.json().at("/event/reason").textValue()).isEqualTo("HealthStateResolved");
    conforms(close);
  }

  /** Read by the SDK of CloudEvents, which refuses what the specification does not allow. */
  private static void conforms(Receiver.Received received) {
    CloudEvent event =
        HttpMessageFactory.createReader(
                received.headers(), received.body().getBytes(StandardCharsets.UTF_8))
            .toEvent();
    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getId()).startsWith(Samples.ID + "-");
    assertThat(event.getSource()).hasToString("/stackstate/event-handlers/on-call");
    assertThat(event.getType()).startsWith("io.stackstate.notification.");
    assertThat(event.getSubject()).isEqualTo("urn:service:/orders");
    assertThat(event.getTime().toInstant().toEpochMilli()).isGreaterThan(Samples.AT);
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
        .contains("\"notificationId\":\"" + Samples.ID);
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
  void signatureIsOverTimestampAndBody() throws Exception {
    Receiver.Received sent = sent(", hmac: {secretRef: {name: hk, key: hmac}}", Samples.open());
    long timestamp = Long.parseLong(sent.headers().get("x-stackstate-timestamp"));
    String signature = sent.headers().get("x-stackstate-signature");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("k3y".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = timestamp + ":" + sent.body();
    assertThat(signature)
        .isEqualTo(HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
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
