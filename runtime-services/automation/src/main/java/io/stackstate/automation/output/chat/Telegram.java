package io.stackstate.automation.output.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Telegram, by a bot: the first message is sent, later ones edit it and reply to it. The reference
 * is the id of the message.
 */
public final class Telegram implements Protocol {
  private static final URI API = URI.create("https://api.telegram.org");
  private static final int TITLE = 500;
  private static final int TEXT = 3000;

  private final URI api;
  private final SecretRef token;
  private final String chat;
  private final Optional<String> topic;

  private Telegram(URI api, SecretRef token, String chat, Optional<String> topic) {
    this.api = api;
    this.token = token;
    this.chat = chat;
    this.topic = topic;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    Telegram telegram =
        new Telegram(
            spec.url("apiUrl").orElse(API),
            spec.requiredSecret("tokenSecretRef"),
            spec.text("chatId", 64),
            spec.optionalText("topicId", 20));
    return new HttpKind.Read(common.read(spec, new Auth.None()), telegram);
  }

  @Override
  public Escape markup() {
    return Escape.HTML;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    if (reference.isEmpty() || !edited(message, reference.get(), exchange)) {
      Answer answer = accepted(call("sendMessage", text(text(message)), exchange), exchange);
      return Optional.of(answer.json().at("/result/message_id").asText())
          .filter(id -> id.matches("[0-9]{1,18}"));
    }
    ObjectNode reply =
        text(
            Escape.HTML.apply(
                Cut.to(
                    TITLE,
                    Facts.health(message.notification())
                        + ": "
                        + Facts.reason(message.notification()))));
    reply
        .putObject("reply_parameters")
        .put("message_id", Long.parseLong(reference.get()))
        .put("allow_sending_without_reply", true);
    accepted(call("sendMessage", reply, exchange), exchange);
    return reference;
  }

  private boolean edited(Message message, String id, Exchange exchange) {
    ObjectNode body = text(text(message)).put("message_id", Long.parseLong(id));
    body.remove("message_thread_id");
    Answer answer = call("editMessageText", body, exchange);
    if (answer.status() == 400 && answer.body().contains("message is not modified")) {
      return true;
    }
    if (answer.status() == 400 && answer.body().contains("message to edit not found")) {
      return false;
    }
    accepted(answer, exchange);
    return true;
  }

  private Answer call(String method, ObjectNode body, Exchange exchange) {
    URI uri = Urls.below(api, "/bot" + exchange.secret(token) + "/" + method);
    return exchange.ask(Call.post(uri, body));
  }

  /** Telegram tells in the body how long to wait. */
  private static Answer accepted(Answer answer, Exchange exchange) {
    if (answer.status() == 429) {
      long seconds = answer.json().at("/parameters/retry_after").asLong(1);
      throw DeliveryFailure.retry(
          FailureCategory.HTTP,
          "answered 429: too many messages",
          Optional.of(Duration.ofSeconds(Math.max(1, Math.min(seconds, 86_400)))));
    }
    return exchange.accepted(answer);
  }

  private ObjectNode text(String html) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("chat_id", chat).put("text", html).put("parse_mode", "HTML");
    body.putObject("link_preview_options").put("is_disabled", true);
    topic.ifPresent(id -> body.put("message_thread_id", id));
    return body;
  }

  private static String text(Message message) {
    String title = Escape.HTML.apply(Cut.to(TITLE, message.title()));
    String headline =
        NotificationModel.link(message.notification())
            .map(link -> "<a href=\"" + Escape.HTML.apply(link) + "\">" + title + "</a>")
            .orElse(title);
    String body =
        message
            .body()
            .map(html -> Cut.html(TEXT, html))
            .orElseGet(
                () ->
                    Facts.of(message.notification()).entrySet().stream()
                        .map(
                            fact ->
                                "<b>"
                                    + fact.getKey()
                                    + "</b>: "
                                    + Escape.HTML.apply(Cut.to(TITLE / 2, fact.getValue())))
                        .collect(Collectors.joining("\n")));
    return "<b>" + headline + "</b>\n" + body;
  }
}
