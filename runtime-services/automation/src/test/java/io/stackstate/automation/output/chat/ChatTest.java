package io.stackstate.automation.output.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.http.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTest {
  private final TestOutputs outputs = new TestOutputs();

  @AfterEach
  void close() {
    outputs.close();
  }

  private Delivery hook(Receiver receiver, String kind, String more) {
    outputs.secret("chat", "url", receiver.url("/hook"));
    return outputs.delivery(kind + ": {urlSecretRef: {name: chat, key: url}" + more + "}");
  }

  @Test
  void teamsGetsAnAdaptiveCardAndMayAnswer202() {
    try (Receiver teams = Receiver.answering(Reply.of(202))) {
      Delivery delivery = hook(teams, "teams", "");
      assertThat(delivery.deliver(Samples.open(), Optional.empty()))
          .isEqualTo(new Outcome.Delivered(Optional.empty()));
      Golden.check("teams-open", teams.last().json());
      delivery.deliver(Samples.close(), Optional.empty());
      Golden.check("teams-close", teams.last().json());
    }
  }

  @Test
  void aCardStaysBelowTheLimitOfTeams() {
    String long3 = "\u20ac".repeat(60_000);
    try (Receiver teams = Receiver.answering(Reply.of(202))) {
      outputs.secret("chat", "url", teams.url("/hook"));
      outputs.send(
          "{teams: {urlSecretRef: {name: chat, key: url}}, template: {body: '"
              + "x".repeat(9)
              + "{{metadata.long}}'}}",
          with(Samples.open(), long3));
      assertThat(Call.bytes(teams.last().json()).length).isBetween(1000, 28_000);
      assertThat(teams.last().json().at("/attachments/0/content/body/1/text").textValue())
          .endsWith("…");
    }
  }

  private static Notification with(Notification n, String text) {
    return new Notification(
        n.notificationId(),
        n.sequence(),
        n.groupKey(),
        n.transition(),
        n.closeReason(),
        n.state(),
        n.title(),
        n.reason(),
        n.triggeredAt(),
        n.changedAt(),
        n.acknowledgedBy(),
        n.handler(),
        n.root(),
        n.members(),
        n.memberCount(),
        n.problem(),
        n.monitor(),
        n.failingChecks(),
        n.failingCheckCount(),
        n.links(),
        Map.of("long", text));
  }

  @Test
  void discordEditsItsMessageAndSaysWhatChanged() {
    try (Receiver discord = Receiver.answering(Reply.of(200, "{\"id\":\"99\"}"))) {
      Delivery delivery = hook(discord, "discord", ", username: StackState");
      Outcome open = delivery.deliver(Samples.open(), Optional.empty());
      assertThat(open).isEqualTo(new Outcome.Delivered(Optional.of("99")));
      assertThat(discord.last().path()).isEqualTo("/hook?wait=true");
      Golden.check("discord-open", discord.last().json());
      assertThat(delivery.deliver(Samples.close(), Optional.of("99"))).isEqualTo(open);
      Received edit = discord.received().get(1);
      assertThat(edit.method() + " " + edit.path()).isEqualTo("PATCH /hook/messages/99");
      Golden.check("discord-close", edit.json());
      Golden.check("discord-line", discord.last().json());
    }
  }

  @Test
  void telegramEditsAndReplies() {
    try (Receiver telegram =
        Receiver.answering(Reply.of(200, "{\"ok\":true,\"result\":{\"message_id\":7}}"))) {
      Delivery delivery = telegram(telegram);
      Outcome open = delivery.deliver(Samples.open(), Optional.empty());
      assertThat(open).isEqualTo(new Outcome.Delivered(Optional.of("7")));
      assertThat(telegram.last().path()).isEqualTo("/bot123:abc/sendMessage");
      Golden.check("telegram-open", telegram.last().json());
      assertThat(delivery.deliver(Samples.update(), Optional.of("7"))).isEqualTo(open);
      assertThat(telegram.received().get(1).path()).isEqualTo("/bot123:abc/editMessageText");
      Golden.check("telegram-reply", telegram.last().json());
    }
  }

  @Test
  void telegramTellsInTheBodyHowLongToWait() {
    try (Receiver telegram =
        Receiver.answering(Reply.of(429, "{\"ok\":false,\"parameters\":{\"retry_after\":17}}"))) {
      assertThat(telegram(telegram).deliver(Samples.open(), Optional.empty()))
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> assertThat(retry.after()).contains(Duration.ofSeconds(17)));
    }
  }

  private Delivery telegram(Receiver receiver) {
    outputs.secret("tg", "token", "123:abc");
    return outputs.delivery(
        "telegram: {apiUrl: '"
            + receiver.url("")
            + "', tokenSecretRef: {name: tg, key: token}, chatId: '-100'}");
  }

  @Test
  void webexPostsEditsAndReplies() {
    try (Receiver webex = Receiver.answering(Reply.of(200, "{\"id\":\"Y2lz_1\"}"))) {
      outputs.secret("wx", "token", "bot-1");
      Delivery delivery =
          outputs.delivery(
              "webex: {apiUrl: '"
                  + webex.url("")
                  + "', tokenSecretRef: {name: wx, key: token}, roomId: room-1}");
      Outcome delivered = new Outcome.Delivered(Optional.of("Y2lz_1"));
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(delivered);
      assertThat(webex.last().headers()).containsEntry("authorization", "Bearer bot-1");
      Golden.check("webex-open", webex.last().json());
      assertThat(delivery.deliver(Samples.close(), Optional.of("Y2lz_1"))).isEqualTo(delivered);
      assertThat(webex.received().stream().map(r -> r.method() + " " + r.path()))
          .containsExactly("POST /v1/messages", "PUT /v1/messages/Y2lz_1", "POST /v1/messages");
      assertThat(webex.last().json().get("parentId").textValue()).isEqualTo("Y2lz_1");
    }
  }

  @ParameterizedTest
  @CsvSource({"404, 'POST,PUT,POST', false", "400, 'POST,PUT,POST', true"})
  void aWebexMessageThatCannotBeEditedIsRepliedToOrPostedAgain(
      int status, String methods, boolean reply) {
    try (Receiver webex =
        Receiver.answering(
            Reply.of(200, "{\"id\":\"1\"}"), Reply.of(status), Reply.of(200, "{\"id\":\"2\"}"))) {
      outputs.secret("wx", "token", "bot-1");
      Delivery delivery =
          outputs.delivery(
              "webex: {apiUrl: '"
                  + webex.url("")
                  + "', tokenSecretRef: {name: wx, key: token}, roomId: room-1}");
      delivery.deliver(Samples.open(), Optional.empty());
      delivery.deliver(Samples.update(), Optional.of("1"));
      assertThat(webex.received().stream().map(r -> r.method()))
          .containsExactly(methods.split(","));
      assertThat(webex.last().json().has("parentId")).isEqualTo(reply);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mattermost", "rocketChat"})
  void attachmentsCarryTheFacts(String kind) {
    try (Receiver receiver = Receiver.answering(Reply.of(200, "ok"))) {
      hook(receiver, kind, ", channel: ops, username: obs")
          .deliver(Samples.open(), Optional.empty());
      Golden.check(kind + "-open", receiver.last().json());
    }
  }

  @Test
  void messageBirdGetsOneMessageForAllRecipients() {
    try (Receiver bird = Receiver.answering(Reply.of(201, "{\"id\":\"1\"}"))) {
      outputs.secret("mb", "key", "live_1");
      outputs.send(
          "sms: {apiUrl: '"
              + bird.url("")
              + "', tokenSecretRef: {name: mb, key: key}, originator: Ops,"
              + " recipients: ['+31612345678', '31687654321'], maxLength: 160}",
          Samples.open());
      assertThat(bird.last().path()).isEqualTo("/messages");
      assertThat(bird.last().headers()).containsEntry("authorization", "AccessKey live_1");
      Golden.check("sms-messagebird", bird.last().json());
      assertThat(bird.last().json().get("body").textValue().length()).isLessThanOrEqualTo(160);
    }
  }

  @Test
  void anyGatewayGetsAFormOrJson() {
    try (Receiver gateway = Receiver.answering(Reply.of(200))) {
      String start = "sms: {recipients: ['+31612345678'], gateway: {url: '" + gateway.url("/send");
      outputs.send(start + "', parameters: {from: Ops}}}", Samples.nasty());
      assertThat(gateway.last().body())
          .startsWith("from=Ops&to=%2B31612345678&text=CRITICAL%3A+%3Cb%3E%22x%22");
      outputs.send(
          start + "', format: Json, recipientField: msisdn, textField: body}}", Samples.open());
      JsonNode json = gateway.last().json();
      assertThat(json.get("msisdn").textValue()).isEqualTo("+31612345678");
      assertThat(json.get("body").textValue()).startsWith("CRITICAL: Queue too long.");
    }
  }

  @Test
  void aHeartbeatCallsAndSaysHowOften() {
    try (Receiver receiver = Receiver.answering(Reply.of(200))) {
      JsonNode spec =
          TestOutputs.yaml("heartbeat: {url: '" + receiver.url("/ping") + "', interval: 2m}");
      assertThat(outputs.outputs().heartbeatInterval(spec)).contains(Duration.ofMinutes(2));
      assertThat(outputs.outputs().heartbeatInterval(JsonNodeFactory.instance.objectNode()))
          .isEmpty();
      outputs.send(spec.toString(), Samples.open());
      assertThat(receiver.last().path()).isEqualTo("/ping");
      assertThat(receiver.last().body()).isEmpty();
    }
  }
}
