package io.stackstate.automation.output.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest {
  private static final String POSTED = "{\"ok\":true,\"channel\":\"C42\",\"ts\":\"170.01\"}";

  private final TestOutputs outputs = new TestOutputs().secret("slack", "token", "xoxb-1");

  @AfterEach
  void close() {
    outputs.close();
  }

  private Delivery bot(Receiver slack) {
    return outputs.delivery(
        "slack: {tokenSecretRef: {name: slack, key: token}, channel: '#ops', apiUrl: '"
            + slack.url("/api")
            + "'}");
  }

  @Test
  void theBotPostsThenEditsAndThreadsAndGreysAtTheEnd() {
    try (Receiver slack = Receiver.answering(Reply.of(200, POSTED))) {
      Delivery bot = bot(slack);
      Outcome open = bot.deliver(Samples.open(), Optional.empty());
      assertThat(open).isEqualTo(new Outcome.Delivered(Optional.of("C42 170.01")));
      Optional<String> reference = ((Outcome.Delivered) open).remoteReference();
      assertThat(bot.deliver(Samples.update(), reference)).isEqualTo(open);
      assertThat(bot.deliver(Samples.close(), reference)).isEqualTo(open);
      assertThat(slack.received().stream().map(Received::path))
          .containsExactly(
              "/api/chat.postMessage",
              "/api/chat.update",
              "/api/chat.postMessage",
              "/api/chat.update",
              "/api/chat.postMessage");
      assertThat(slack.received().get(0).headers())
          .containsEntry("authorization", "Bearer xoxb-1")
          .containsEntry("content-type", "application/json; charset=utf-8");
      Golden.check("slack-bot-open", slack.received().get(0).json());
      Golden.check("slack-bot-update", slack.received().get(1).json());
      Golden.check("slack-bot-reply", slack.received().get(2).json());
      Golden.check("slack-bot-close", slack.received().get(3).json());
    }
  }

  @Test
  void aMessageThatIsGoneIsPostedAnew() {
    try (Receiver slack =
        Receiver.answering(
            Reply.of(200, "{\"ok\":false,\"error\":\"message_not_found\"}"),
            Reply.of(200, POSTED))) {
      assertThat(bot(slack).deliver(Samples.update(), Optional.of("C1 1.1")))
          .isEqualTo(new Outcome.Delivered(Optional.of("C42 170.01")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "token_revoked, AuthFailed", "missing_scope, AuthFailed", "ratelimited, Retry",
    "internal_error, Retry", "channel_not_found, Refused", "not_in_channel, Refused"
  })
  void okFalseIsAFailureAfterOneCall(String code, String outcome) {
    try (Receiver slack =
        Receiver.answering(Reply.of(200, "{\"ok\":false,\"error\":\"" + code + "\"}"))) {
      Outcome found = bot(slack).deliver(Samples.open(), Optional.empty());
      assertThat(found.getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(found.toString()).contains("Slack: " + code);
      assertThat(slack.received()).hasSize(1);
    }
  }

  @Test
  void rateLimitsAndPagesOfProxiesAreRetried() {
    try (Receiver slack =
        Receiver.answering(
            new Reply(429, "", Map.of("Retry-After", "30")), Reply.of(200, "<html>login</html>"))) {
      Delivery bot = bot(slack);
      assertThat(bot.deliver(Samples.open(), Optional.empty()))
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> assertThat(retry.after()).contains(Duration.ofSeconds(30)));
      assertThat(bot.deliver(Samples.open(), Optional.empty()))
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> assertThat(retry.category()).isEqualTo(FailureCategory.RECEIVER));
    }
  }

  @Test
  void theWebhookPostsEachMessageAndEscapes() {
    try (Receiver slack = Receiver.answering(Reply.of(200, "ok"))) {
      outputs.secret("hook", "url", slack.url("/services/T/B/X"));
      Delivery hook =
          outputs.delivery(
              "slack: {urlSecretRef: {name: hook, key: url}}\n"
                  + "template: {title: '{{severity}} {{title}}',"
                  + " body: '*{{root.name}}* {{title}}'}");
      assertThat(hook.deliver(Samples.nasty(), Optional.empty()))
          .isEqualTo(new Outcome.Delivered(Optional.empty()));
      assertThat(slack.last().path()).isEqualTo("/services/T/B/X");
      Golden.check("slack-webhook-template", slack.last().json());
      assertThat(
              List.of(
                  slack
                      .last()
                      .json()
                      .at("/attachments/0/blocks/1/text/text")
                      .textValue()
                      .split(" ")))
          .startsWith("*orders*", "&lt;b&gt;\"x\"", "&amp;");
    }
  }

  @Test
  void anAddressInASecretNeverGetsIntoAMessage() {
    try (Receiver slack = Receiver.answering(request -> Reply.of(500, "at " + request.path()))) {
      outputs.secret("hook", "url", slack.url("/services/T/B/X"));
      Outcome outcome =
          outputs.send("slack: {urlSecretRef: {name: hook, key: url}}", Samples.open());
      assertThat(outcome.toString()).contains("answered 500").doesNotContain("/services/T/B/X");
    }
  }
}
