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
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Short messages to telephones, by MessageBird: one call for all recipients. */
public final class Sms implements Protocol {
  private static final URI API = URI.create("https://rest.messagebird.com");
  private static final int MAX_RECIPIENTS = 50;

  private final URI messages;
  private final String originator;
  private final List<String> recipients;
  private final int maxLength;

  private Sms(URI messages, String originator, List<String> recipients, int maxLength) {
    this.messages = messages;
    this.originator = originator;
    this.recipients = recipients;
    this.maxLength = maxLength;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    if (spec.has("gateway")) {
      return SmsGateway.read(spec, common);
    }
    Auth auth = new Auth.Token("AccessKey", spec.requiredSecret("tokenSecretRef"));
    Sms sms =
        new Sms(
            Urls.below(spec.url("apiUrl").orElse(API), "/messages"),
            spec.text("originator", 17),
            recipients(spec),
            maxLength(spec));
    return new HttpKind.Read(common.read(spec, auth), sms);
  }

  static List<String> recipients(SpecReader spec) {
    List<String> recipients = spec.texts("recipients");
    if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
      spec.finding(
          "recipients", recipients.size() + " of them", "1 to " + MAX_RECIPIENTS + " numbers");
    }
    for (int i = 0; i < recipients.size(); i++) {
      if (!recipients.get(i).matches("\\+?[0-9]{5,15}")) {
        spec.finding(
            "recipients[" + i + "]",
            "\"" + Cut.to(40, recipients.get(i)) + "\"",
            "a number like +31612345678");
      }
    }
    return recipients;
  }

  static int maxLength(SpecReader spec) {
    return spec.number("maxLength", 20, 1377, 320);
  }

  /** The body of the template, or state, title and reason; then the link, where it fits whole. */
  static String text(Message message, int max) {
    String text =
        message
            .body()
            .orElseGet(
                () ->
                    Facts.health(message.notification())
                        + ": "
                        + message.title()
                        + ". "
                        + Facts.reason(message.notification()));
    Optional<String> link =
        NotificationModel.link(message.notification())
            .filter(url -> message.body().isEmpty() && url.length() < max / 2);
    return link.map(url -> Cut.to(max - url.length() - 1, text) + " " + url)
        .orElseGet(() -> Cut.to(max, text));
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("originator", originator);
    ArrayNode numbers = body.putArray("recipients");
    recipients.forEach(numbers::add);
    body.put("body", text(message, maxLength)).put("datacoding", "auto");
    body.put("reference", message.notification().messageKey());
    exchange.send(Call.post(messages, body));
    return Optional.empty();
  }
}
