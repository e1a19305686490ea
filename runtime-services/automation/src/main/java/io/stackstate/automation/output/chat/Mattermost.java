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
import io.stackstate.automation.output.text.NotificationModel;
import java.util.Optional;

/**
 * Incoming webhooks of Mattermost and Rocket.Chat, which both take attachments as Slack once had
 * them. They cannot change what they posted.
 */
public final class Mattermost implements Protocol {
  private static final int TITLE = 300;
  private static final int TEXT = 8000;
  private static final int VALUE = 1000;
  private static final int NAME = 80;

  private final Target target;
  private final Optional<String> channel;
  private final Optional<String> sender;
  private final String senderField;

  private Mattermost(
      Target target, Optional<String> channel, Optional<String> sender, String senderField) {
    this.target = target;
    this.channel = channel;
    this.sender = sender;
    this.senderField = senderField;
  }

  public static HttpKind.Read mattermost(SpecReader spec, HttpSettingsReader common) {
    return read(spec, common, "username");
  }

  public static HttpKind.Read rocketChat(SpecReader spec, HttpSettingsReader common) {
    return read(spec, common, "alias");
  }

  private static HttpKind.Read read(
      SpecReader spec, HttpSettingsReader common, String senderField) {
    Mattermost protocol =
        new Mattermost(
            Target.secret(spec),
            spec.optionalText("channel", NAME),
            spec.optionalText("username", NAME),
            senderField);
    return new HttpKind.Read(common.read(spec, new Auth.None()), protocol);
  }

  @Override
  public Escape markup() {
    return Escape.MARKDOWN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    exchange.send(Call.post(target.uri(exchange), body(message)));
    return Optional.empty();
  }

  private ObjectNode body(Message message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    channel.ifPresent(name -> body.put("channel", name));
    sender.ifPresent(name -> body.put(senderField, name));
    ObjectNode attachment = body.putArray("attachments").addObject();
    String title = Escape.MARKDOWN.apply(Cut.to(TITLE, message.title()));
    attachment.put("fallback", title).put("title", title);
    attachment.put("color", Colour.of(message.notification()).hex());
    NotificationModel.link(message.notification())
        .ifPresent(link -> attachment.put("title_link", link));
    if (message.body().isPresent()) {
      attachment.put("text", Cut.to(TEXT, message.body().get()));
      return body;
    }
    ArrayNode fields = attachment.putArray("fields");
    Facts.of(message.notification())
        .forEach(
            (name, value) ->
                fields
                    .addObject()
                    .put("short", value.length() < 40)
                    .put("title", name)
                    .put("value", Escape.MARKDOWN.apply(Cut.to(VALUE, value))));
    return body;
  }
}
