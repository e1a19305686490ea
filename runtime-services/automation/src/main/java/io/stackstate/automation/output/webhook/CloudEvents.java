package io.stackstate.automation.output.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.spec.Encoded;
import io.stackstate.automation.output.text.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * CloudEvents 1.0 (health sheet, section 12.3): {@code id} is notification and sequence, so that a
 * repeat is recognised; {@code data} is the {@link Envelope}.
 *
 * @param binary attributes beside the body, instead of all in the body
 */
public record CloudEvents(boolean binary, Map<String, String> metadata) implements BodyFormat {

  /**
   * An event on its way.
   *
   * @param attributes by name, for a binding to carry beside the body; empty in structured mode
   */
  public record Event(Map<String, String> attributes, String contentType, byte[] body) {}

  /** The event of a message, for any binding. */
  public Event event(Message message) {
    ObjectNode data = Envelope.of(message, metadata);
    Map<String, String> attributes = attributes(message.notification());
    if (binary) {
      return new Event(attributes, "application/json", Call.bytes(data));
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    attributes.forEach(body::put);
    body.put("datacontenttype", "application/json");
    body.set("data", data);
    return new Event(Map.of(), "application/cloudevents+json; charset=UTF-8", Call.bytes(body));
  }

  @Override
  public Call call(String method, URI uri, Message message) {
    Event event = event(message);
    Call call = new Call(method, uri, Map.of(), event.contentType(), event.body());
    for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
      call = call.with("ce-" + attribute.getKey(), header(attribute.getValue()));
    }
    return call;
  }

  private static Map<String, String> attributes(Notification notification) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", notification.messageKey());
    attributes.put(
        "source", "/stackstate/event-handlers/" + Encoded.segment(notification.handler().name()));
    attributes.put(
        "type",
        "io.stackstate.notification." + notification.transition().name().toLowerCase(Locale.ROOT));
    String subject = notification.root().identifier();
    attributes.put("subject", subject == null ? notification.root().id() : subject);
    attributes.put("time", Instant.ofEpochMilli(notification.changedAt()).toString());
    return attributes;
  }

  /** Section 3.1.3.2 of the HTTP binding: what is no printable ASCII, space, quote and percent. */
  private static String header(String value) {
    StringBuilder out = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '"' && b != '%') {
        out.append((char) b);
      } else {
        out.append(String.format("%%%02X", b & 0xff));
      }
    }
    return out.toString();
  }
}
