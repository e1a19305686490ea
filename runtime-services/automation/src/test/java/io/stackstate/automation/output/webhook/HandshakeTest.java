package io.stackstate.automation.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
  private static final Outcome DELIVERED = new Outcome.Delivered(Optional.empty());

  private final TestOutputs outputs = new TestOutputs().secret("hk", "token", "s3cr3t-token");

  @AfterEach
  void close() {
    outputs.close();
  }

  private static Receiver receiver(Map<String, String> consent) {
    return Receiver.answering(
        request ->
            request.method().equals("OPTIONS") ? new Reply(200, "", consent) : Reply.of(204));
  }

  private Delivery delivery(Receiver receiver, String more) {
    return outputs.delivery(
        "webhook: {url: '"
            + receiver.url("/in")
            + "', format: CloudEvents, mode: Binary, validate: true"
            + more
            + ", tokenSecretRef: {name: hk, key: token}}");
  }

  @Test
  void theReceiverIsAskedOnceBeforeTheFirstDelivery() {
    try (Receiver receiver =
        receiver(
            Map.of("WebHook-Allowed-Origin", "obs.example.org", "WebHook-Allowed-Rate", "*"))) {
      Delivery delivery = delivery(receiver, "");
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(delivery.deliver(Samples.close(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(receiver.received())
          .extracting(Receiver.Received::method)
          .containsExactly("OPTIONS", "POST", "POST");
      assertThat(receiver.received().get(0).headers())
          .containsEntry("webhook-request-origin", "obs.example.org")
          .containsEntry("webhook-request-rate", "120")
          .containsEntry("x-stackstate-webhook-token", "s3cr3t-token")
          .doesNotContainKey("ce-id");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WebHook-Allowed-Origin, evil.example.org, another origin allowed",
    "Allow, POST, no WebHook-Allowed-Origin"
  })
  void withoutItsConsentNothingIsSent(String header, String value, String found) {
    try (Receiver receiver = receiver(Map.of(header, value))) {
      assertThat(delivery(receiver, "").deliver(Samples.open(), Optional.empty()))
          .isEqualTo(
              new Outcome.Refused(
                  FailureCategory.RECEIVER,
                  "OPTIONS: found " + found + ", expected it to allow obs.example.org"));
      assertThat(receiver.received()).extracting(Receiver.Received::method).containsOnly("OPTIONS");
    }
  }

  @Test
  void aReceiverThatFailsToAnswerIsAskedAgain() {
    try (Receiver receiver =
        Receiver.answering(
            Reply.of(503),
            new Reply(200, "", Map.of("WebHook-Allowed-Origin", "*")),
            Reply.of(200))) {
      Delivery delivery = delivery(receiver, "");
      assertThat(delivery.deliver(Samples.open(), Optional.empty()))
          .isInstanceOf(Outcome.Retry.class);
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
    }
  }

  @Test
  void theAllowedRateIsKept() {
    try (Receiver receiver =
        receiver(Map.of("WebHook-Allowed-Origin", "*", "WebHook-Allowed-Rate", "2"))) {
      Delivery delivery = delivery(receiver, ", origin: mine.example.org, requestRate: 30");
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(delivery.deliver(Samples.update(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(delivery.deliver(Samples.close(), Optional.empty()))
          .isEqualTo(
              new Outcome.Retry(
                  FailureCategory.RECEIVER,
                  "the receiver allows 2 calls a minute",
                  Optional.of(Duration.ofMinutes(1))));
      assertThat(receiver.received().get(0).headers())
          .containsEntry("webhook-request-origin", "mine.example.org")
          .containsEntry("webhook-request-rate", "30");
    }
  }
}
