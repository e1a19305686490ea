package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Link;
import io.stackstate.automation.output.Transition;
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
import io.stackstate.model.change.HealthState;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * PagerDuty, Events API v2: an open notification triggers, a closed one resolves, an acknowledged
 * one acknowledges, all with the notification's id as {@code dedup_key}.
 */
public final class PagerDuty implements Protocol {
  private static final Map<String, String> REGIONS =
      Map.of("US", "https://events.pagerduty.com", "EU", "https://events.eu.pagerduty.com");
  private static final int SUMMARY = 1024;
  private static final int DETAIL = 8000;
  private static final int LINKS = 20;

  private final URI events;
  private final SecretRef routingKey;
  private final Severities severities;

  private PagerDuty(URI events, SecretRef routingKey, Severities severities) {
    this.events = events;
    this.routingKey = routingKey;
    this.severities = severities;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    String region = spec.choice("region", REGIONS).orElse(REGIONS.get("US"));
    URI api = spec.url("apiUrl").orElse(URI.create(region));
    Severities severities =
        Severities.read(
            spec,
            Map.of("critical", "critical", "error", "error", "warning", "warning", "info", "info"),
            Map.of(HealthState.CRITICAL, "critical", HealthState.DEVIATING, "warning"),
            "info");
    PagerDuty protocol =
        new PagerDuty(
            Urls.below(api, "/v2/enqueue"), spec.requiredSecret("routingKeySecretRef"), severities);
    return new HttpKind.Read(common.read(spec, new Auth.None()), protocol);
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    Notification notification = message.notification();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("routing_key", exchange.secret(routingKey));
    body.put("dedup_key", notification.notificationId().toString());
    body.put("event_action", action(notification));
    if (action(notification).equals("trigger")) {
      body.set("payload", payload(message));
      body.put("client", "StackState");
      NotificationModel.link(notification).ifPresent(link -> body.put("client_url", link));
      ArrayNode links = body.putArray("links");
      for (Link link : notification.links().stream().limit(LINKS).toList()) {
        links.addObject().put("href", link.url()).put("text", link.title());
      }
    }
    exchange.send(Call.post(events, body));
    return Optional.of(notification.notificationId().toString());
  }

  private static String action(Notification notification) {
    if (notification.transition() == Transition.CLOSE) {
      return "resolve";
    }
    return notification.acknowledgedBy() == null ? "trigger" : "acknowledge";
  }

  private ObjectNode payload(Message message) {
    Notification notification = message.notification();
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("summary", Cut.to(SUMMARY, message.title()));
    payload.put("severity", severities.of(notification.state()));
    String identifier = notification.root().identifier();
    payload.put("source", identifier == null ? notification.root().name() : identifier);
    payload.put("timestamp", NotificationModel.time(notification.triggeredAt()));
    payload.put("component", notification.root().name());
    payload.put("class", notification.root().type());
    if (notification.root().domain() != null) {
      payload.put("group", notification.root().domain());
    }
    ObjectNode details = payload.putObject("custom_details");
    Facts.of(notification).forEach((name, value) -> details.put(name, Cut.to(DETAIL, value)));
    message.body().ifPresent(text -> details.put("Details", Cut.to(DETAIL, text)));
    notification.metadata().forEach(details::put);
    return payload;
  }
}
