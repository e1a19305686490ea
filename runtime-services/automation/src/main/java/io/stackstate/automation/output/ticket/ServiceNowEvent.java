package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.model.change.HealthState;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * Events of ServiceNow's event management: the {@code message_key} is the notification's id, so
 * that ServiceNow makes one alert of its events; severity 0 clears it.
 */
final class ServiceNowEvent implements Protocol {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Map<String, String> LEVELS =
      Map.of("1", "1", "2", "2", "3", "3", "4", "4", "5", "5");
  private static final int NAME = 100;
  private static final int TEXT = 4000;

  private final URI events;
  private final Severities severities;

  private ServiceNowEvent(URI events, Severities severities) {
    this.events = events;
    this.severities = severities;
  }

  static ServiceNowEvent read(SpecReader spec, URI url) {
    String path = spec.optionalText("eventsPath", 200).orElse("/api/global/em/jsonv2");
    if (!path.matches("/[\\w./?=&-]+")) {
      spec.finding("eventsPath", "\"" + path + "\"", "a path like /api/global/em/jsonv2");
      path = "/";
    }
    return new ServiceNowEvent(
        Urls.below(url, path),
        Severities.read(
            spec, LEVELS, Map.of(HealthState.CRITICAL, "1", HealthState.DEVIATING, "3"), "4"));
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("records").add(event(message));
    exchange.send(Call.post(events, body).with("Accept", "application/json"));
    return Optional.of(message.notification().notificationId().toString());
  }

  private ObjectNode event(Message message) {
    Notification notification = message.notification();
    boolean over = notification.transition() == Transition.CLOSE;
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("source", "StackState");
    event.put("event_class", Cut.to(NAME, notification.handler().name()));
    event.put("node", Cut.to(NAME, notification.root().name()));
    event.put("resource", Cut.to(NAME, notification.root().type()));
    event.put("type", Cut.to(NAME, notification.root().type()));
    event.put(
        "metric_name",
        notification.monitor() == null ? "" : Cut.to(NAME, notification.monitor().name()));
    event.put("severity", over ? "0" : severities.of(notification.state()));
    event.put("message_key", notification.notificationId().toString());
    event.put("time_of_event", TIME.format(Instant.ofEpochMilli(notification.changedAt())));
    event.put("description", Cut.to(TEXT, text(message)));
    event.put("additional_info", additional(notification).toString());
    return event;
  }

  private static String text(Message message) {
    return message.title() + "\n" + message.body().orElse(Facts.reason(message.notification()));
  }

  private static ObjectNode additional(Notification notification) {
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    Facts.of(notification).forEach((name, value) -> more.put(name, Cut.to(TEXT, value)));
    notification.links().forEach(link -> more.put(link.kind(), link.url()));
    notification.metadata().forEach(more::put);
    return more;
  }
}
