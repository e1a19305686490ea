package io.stackstate.automation.output.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Auth;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.Target;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Discord, by a webhook: the first message is posted, later ones edit it and post in a line what
 * changed. The reference is the id of the message.
 */
public final class Discord implements Protocol {
  /** It becomes part of an address, so nothing else is taken for one. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{1,32}");

  private static final int TITLE = 256;
  private static final int TEXT = 4000;
  private static final int VALUE = 500;
  private static final int CONTENT = 2000;
  private static final int NAME = 80;

  private final Target target;
  private final Optional<String> username;

  private Discord(Target target, Optional<String> username) {
    this.target = target;
    this.username = username;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    Discord discord = new Discord(Target.secret(spec), spec.optionalText("username", NAME));
    return new HttpKind.Read(common.read(spec, new Auth.None()), discord);
  }

  @Override
  public Escape markup() {
    return Escape.MARKDOWN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    URI hook = target.uri(exchange);
    if (reference.isEmpty() || !edited(hook, message, reference.get(), exchange)) {
      URI waiting = URI.create(hook + (hook.getRawQuery() == null ? "?" : "&") + "wait=true");
      Answer answer = exchange.send(Call.post(waiting, named(embed(message))));
      return Optional.of(answer.json().path("id").asText()).filter(ID.asMatchPredicate());
    }
    exchange.send(Call.post(hook, named(line(message))));
    return reference;
  }

  private static boolean edited(URI hook, Message message, String id, Exchange exchange) {
    String query = hook.getRawQuery() == null ? "" : "?" + hook.getRawQuery();
    URI address = URI.create(hook.toString().replaceAll("\\?.*", ""));
    URI posted = URI.create(Urls.below(address, "/messages/" + id) + query);
    Answer answer = exchange.ask(Call.json("PATCH", posted, embed(message)));
    if (answer.status() == 404) {
      return false;
    }
    exchange.accepted(answer);
    return true;
  }

  private ObjectNode named(ObjectNode body) {
    username.ifPresent(name -> body.put("username", name));
    return body;
  }

  private static ObjectNode line(Message message) {
    ObjectNode body = quiet();
    return body.put(
        "content",
        Cut.to(
            CONTENT,
            Escape.MARKDOWN.apply(
                Facts.health(message.notification())
                    + ": "
                    + message.title()
                    + " - "
                    + Facts.reason(message.notification()))));
  }

  private static ObjectNode embed(Message message) {
    ObjectNode body = quiet();
    ObjectNode embed = body.putArray("embeds").addObject();
    embed.put("title", Cut.to(TITLE, Escape.MARKDOWN.apply(message.title())));
    embed.put("color", Colour.of(message.notification()).rgb());
    embed.put("timestamp", NotificationModel.time(message.notification().changedAt()));
    NotificationModel.link(message.notification()).ifPresent(link -> embed.put("url", link));
    if (message.body().isPresent()) {
      embed.put("description", Cut.to(TEXT, message.body().get()));
      return body;
    }
    ArrayNode fields = embed.putArray("fields");
    Facts.of(message.notification())
        .forEach(
            (name, value) ->
                fields
                    .addObject()
                    .put("name", name)
                    .put("value", Cut.to(VALUE, Escape.MARKDOWN.apply(value)))
                    .put("inline", value.length() < 40));
    return body;
  }

  /** Nobody is called by what a message quotes. */
  private static ObjectNode quiet() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("allowed_mentions").putArray("parse");
    return body;
  }
}
