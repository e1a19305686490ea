package io.stackstate.automation.output.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Link;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;

/** What a message looks like in Slack: a coloured bar with blocks. Pure. */
final class SlackMessage {
  private static final int TEXT = 3000;
  private static final int FIELD = 2000;
  private static final int FIELDS = 10;
  private static final int BUTTONS = 5;
  private static final int BUTTON = 75;
  private static final int FALLBACK = 3000;

  private SlackMessage() {}

  /** {@code text} (for notifications of telephones) and {@code attachments}. */
  static ObjectNode of(Message message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("text", Cut.to(FALLBACK, Escape.SLACK.apply(message.title())));
    ObjectNode bar = body.putArray("attachments").addObject();
    bar.put("color", Colour.of(message.notification()).hex());
    bar.put("fallback", Cut.to(FALLBACK, Escape.SLACK.apply(message.title())));
    ArrayNode blocks = bar.putArray("blocks");
    mrkdwn(blocks.addObject().put("type", "section").putObject("text"), headline(message), TEXT);
    if (message.body().isPresent()) {
      mrkdwn(
          blocks.addObject().put("type", "section").putObject("text"), message.body().get(), TEXT);
    } else {
      fields(blocks.addObject().put("type", "section").putArray("fields"), message.notification());
    }
    buttons(blocks, message.notification());
    return body;
  }

  /** What a thread gets when the message changes or ends. */
  static String reply(Message message) {
    Notification notification = message.notification();
    return Cut.to(
        TEXT,
        Escape.SLACK.apply(
            Facts.health(notification)
                + ": "
                + message.title()
                + "\n"
                + Facts.reason(notification)));
  }

  private static String headline(Message message) {
    String title = Cut.to(500, Escape.SLACK.apply(message.title()));
    return NotificationModel.link(message.notification())
        .map(link -> "*<" + link + "|" + title.replace("|", "¦") + ">*")
        .orElse("*" + title + "*");
  }

  private static void fields(ArrayNode fields, Notification notification) {
    Facts.of(notification).entrySet().stream()
        .limit(FIELDS)
        .forEach(
            fact ->
                mrkdwn(
                    fields.addObject(),
                    "*" + fact.getKey() + "*\n" + Escape.SLACK.apply(fact.getValue()),
                    FIELD));
  }

  private static void buttons(ArrayNode blocks, Notification notification) {
    if (notification.links().isEmpty()) {
      return;
    }
    ArrayNode elements = blocks.addObject().put("type", "actions").putArray("elements");
    for (Link link : notification.links().stream().limit(BUTTONS).toList()) {
      ObjectNode button = elements.addObject().put("type", "button").put("url", link.url());
      button.putObject("text").put("type", "plain_text").put("text", Cut.to(BUTTON, link.title()));
    }
  }

  private static void mrkdwn(ObjectNode text, String value, int max) {
    text.put("type", "mrkdwn").put("text", Cut.to(max, value));
  }
}
