package io.stackstate.automation.output.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.http.Target;
import io.stackstate.automation.output.spec.Encoded;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway for short messages that takes a form or a flat JSON object: the recipients, separated
 * by commas, in one field, the text in another, and fixed ones beside them.
 */
final class SmsGateway implements Protocol {
  private final Target target;
  private final boolean form;
  private final String recipientField;
  private final String textField;
  private final Map<String, String> parameters;
  private final List<String> recipients;
  private final int maxLength;

  private SmsGateway(Target target, SpecReader gateway, List<String> recipients, int maxLength) {
    this.target = target;
    this.form = gateway.choice("format", Map.of("Form", true, "Json", false)).orElse(true);
    this.recipientField = gateway.optionalText("recipientField", 64).orElse("to");
    this.textField = gateway.optionalText("textField", 64).orElse("text");
    this.parameters = gateway.map("parameters");
    this.recipients = recipients;
    this.maxLength = maxLength;
  }

  static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    SpecReader gateway = spec.required("gateway");
    SmsGateway protocol =
        new SmsGateway(Target.read(gateway), gateway, Sms.recipients(spec), Sms.maxLength(spec));
    gateway.end();
    return new HttpKind.Read(common.read(spec), protocol);
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    Map<String, String> fields = new LinkedHashMap<>(parameters);
    fields.put(recipientField, String.join(",", recipients));
    fields.put(textField, Sms.text(message, maxLength));
    exchange.send(
        form
            ? Call.text(
                "POST",
                target.uri(exchange),
                "application/x-www-form-urlencoded; charset=UTF-8",
                Encoded.form(fields))
            : Call.post(target.uri(exchange), json(fields)));
    return Optional.empty();
  }

  private static ObjectNode json(Map<String, String> fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    fields.forEach(body::put);
    return body;
  }
}
