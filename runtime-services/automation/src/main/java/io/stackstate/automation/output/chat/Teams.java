package io.stackstate.automation.output.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.Target;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import java.util.Optional;

/**
 * Microsoft Teams, by a workflow that posts the adaptive card which it receives. A workflow cannot
 * change what it posted: each message is a new card.
 */
public final class Teams implements Protocol {
  private static final int MAX_BYTES = 28_000;
  private static final int TITLE = 300;
  private static final int TEXT = 4000;
  private static final int LINKS = 6;

  private final Target target;

  private Teams(Target target) {
    this.target = target;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    return new HttpKind.Read(common.read(spec, new Auth.None()), new Teams(Target.secret(spec)));
  }

  @Override
  public Escape markup() {
    return Escape.MARKDOWN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    exchange.send(Call.post(target.uri(exchange), fitting(message)));
    return Optional.empty();
  }

  /** Texts are shortened until Teams takes the card: the limit is one of bytes. */
  private static ObjectNode fitting(Message message) {
    int text = TEXT;
    ObjectNode card = card(message, text);
    while (text > TITLE && Call.bytes(card).length > MAX_BYTES) {
      text /= 2;
      card = card(message, text);
    }
    return card;
  }

  private static ObjectNode card(Message message, int text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "message");
    ObjectNode attachment = body.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    ObjectNode content = attachment.putObject("content");
    content.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    content.put("type", "AdaptiveCard").put("version", "1.4");
    content.putObject("msteams").put("width", "Full");
    ArrayNode blocks = content.putArray("body");
    title(blocks.addObject(), message);
    if (message.body().isPresent()) {
      blocks
          .addObject()
          .put("type", "TextBlock")
          .put("text", Cut.to(text, message.body().get()))
          .put("wrap", true);
    } else {
      facts(blocks.addObject(), message, text / 8);
    }
    actions(content, message);
    return body;
  }

  private static void title(ObjectNode block, Message message) {
    block.put("type", "TextBlock").put("style", "heading").put("wrap", true);
    block.put("weight", "Bolder").put("size", "Medium");
    block.put("color", Colour.of(message.notification()).teams());
    block.put("text", Escape.MARKDOWN.apply(Cut.to(TITLE, message.title())));
  }

  private static void facts(ObjectNode block, Message message, int max) {
    ArrayNode facts = block.put("type", "FactSet").putArray("facts");
    Facts.of(message.notification())
        .forEach(
            (name, value) ->
                facts
                    .addObject()
                    .put("title", name)
                    .put("value", Escape.MARKDOWN.apply(Cut.to(max, value))));
  }

  private static void actions(ObjectNode content, Message message) {
    if (message.notification().links().isEmpty()) {
      return;
    }
    ArrayNode actions = content.putArray("actions");
    message.notification().links().stream()
        .limit(LINKS)
        .forEach(
            link ->
                actions
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", Cut.to(80, link.title()))
                    .put("url", link.url()));
  }
}
