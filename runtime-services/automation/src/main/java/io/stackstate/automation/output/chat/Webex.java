package io.stackstate.automation.output.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Webex, by a bot: the first message is posted, later ones edit it and reply in its thread. The
 * reference is the id of the message. Webex lets a message be edited ten times; after that there
 * are only replies. Thread-safe.
 */
public final class Webex implements Protocol {
  private static final URI API = URI.create("https://webexapis.com");
  private static final int TITLE = 500;
  private static final int TEXT = 3500;

  private final URI messages;
  private final String room;

  private Webex(URI messages, String room) {
    this.messages = messages;
    this.room = room;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    Auth auth = new Auth.Token("Bearer", spec.requiredSecret("tokenSecretRef"));
    Webex webex =
        new Webex(
            Urls.below(spec.url("apiUrl").orElse(API), "/v1/messages"), spec.text("roomId", 256));
    return new HttpKind.Read(common.read(spec, auth), webex);
  }

  @Override
  public Escape markup() {
    return Escape.MARKDOWN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    if (reference.isEmpty() || !edited(message, reference.get(), exchange)) {
      Answer answer = exchange.send(Call.post(messages, text(text(message))));
      return Optional.of(answer.json().path("id").asText()).filter(id -> id.matches("[-\\w=]+"));
    }
    ObjectNode reply =
        text(
            Escape.MARKDOWN.apply(
                Cut.to(
                    TITLE,
                    Facts.health(message.notification())
                        + ": "
                        + Facts.reason(message.notification()))));
    exchange.send(Call.post(messages, reply.put("parentId", reference.get())));
    return reference;
  }

  /** False when the message is gone. */
  private boolean edited(Message message, String id, Exchange exchange) {
    Answer answer =
        exchange.ask(Call.json("PUT", Urls.below(messages, "/" + id), text(text(message))));
    if (answer.status() == 404) {
      return false;
    }
    if (answer.status() != 400) {
      exchange.accepted(answer);
    }
    return true;
  }

  private ObjectNode text(String markdown) {
    return JsonNodeFactory.instance.objectNode().put("roomId", room).put("markdown", markdown);
  }

  private static String text(Message message) {
    String title = Escape.MARKDOWN.apply(Cut.to(TITLE, message.title()));
    String headline =
        NotificationModel.link(message.notification())
            .map(link -> "[" + title + "](" + link + ")")
            .orElse(title);
    String body =
        message
            .body()
            .orElseGet(
                () ->
                    Facts.of(message.notification()).entrySet().stream()
                        .map(
                            fact ->
                                "**"
                                    + fact.getKey()
                                    + "**: "
                                    + Escape.MARKDOWN.apply(Cut.to(TITLE / 2, fact.getValue())))
                        .collect(Collectors.joining("  \n")));
    return "**" + headline + "**\n\n" + Cut.to(TEXT, body);
  }
}
