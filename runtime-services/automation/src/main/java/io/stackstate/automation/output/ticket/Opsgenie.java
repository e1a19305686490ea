package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Transition;
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
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opsgenie, and Jira Service Management with the same alerts under another {@code apiUrl}: the
 * alert's {@code alias} is the notification's id; a change becomes a note and new texts, the end
 * closes it with a note. A request that Opsgenie accepts and then cannot do is a failure.
 */
public final class Opsgenie implements Protocol {
  private static final Map<String, String> REGIONS =
      Map.of("US", "https://api.opsgenie.com", "EU", "https://api.eu.opsgenie.com");
  private static final int MESSAGE = 130;
  private static final int DESCRIPTION = 15_000;
  private static final int NOTE = 25_000;
  private static final Pattern GONE = Pattern.compile("(?i)not exist|not found|already closed");

  private final URI alerts;
  private final OpsgenieRequests requests;
  private final OpsgenieAlert alert;

  private Opsgenie(URI alerts, OpsgenieAlert alert) {
    this.alerts = alerts;
    this.requests = new OpsgenieRequests(alerts);
    this.alert = alert;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    String region = spec.choice("region", REGIONS).orElse(REGIONS.get("US"));
    URI api = spec.url("apiUrl").orElse(URI.create(region));
    Auth auth = new Auth.Token("GenieKey", spec.requiredSecret("genieKeySecretRef"));
    Opsgenie protocol = new Opsgenie(Urls.below(api, "/v2/alerts"), OpsgenieAlert.read(spec));
    return new HttpKind.Read(common.read(spec, auth), protocol);
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    Notification notification = message.notification();
    if (notification.transition() == Transition.CLOSE) {
      close(notification, exchange);
    } else {
      // An alert with this alias that is still open counts the message as a repeat.
      requests.send(Call.post(alerts, alert.body(message)), exchange);
      if (reference.isPresent()) {
        change(message, exchange);
      }
    }
    return Optional.of(notification.notificationId().toString());
  }

  private void change(Message message, Exchange exchange) {
    Notification notification = message.notification();
    ObjectNode text = JsonNodeFactory.instance.objectNode();
    text.put("message", Cut.to(MESSAGE, message.title()));
    requests.send(Call.json("PUT", at(notification, "/message"), text), exchange);
    text = JsonNodeFactory.instance.objectNode();
    text.put("description", OpsgenieAlert.description(message, DESCRIPTION));
    requests.send(Call.json("PUT", at(notification, "/description"), text), exchange);
    ObjectNode note = note(Facts.health(notification) + ": " + Facts.reason(notification));
    requests.send(Call.post(at(notification, "/notes"), note), exchange);
    if (notification.acknowledgedBy() != null) {
      requests.send(
          Call.post(at(notification, "/acknowledge"), note("By " + notification.acknowledgedBy())),
          exchange);
    }
  }

  /** What was never opened, or somebody deleted, needs no closing. */
  private void close(Notification notification, Exchange exchange) {
    Answer answer =
        exchange.ask(Call.post(at(notification, "/close"), note(Facts.reason(notification))));
    if (answer.status() != 404) {
      requests
          .failure(exchange.accepted(answer), exchange)
          .filter(why -> !GONE.matcher(why).find())
          .ifPresent(
              why -> {
                throw DeliveryFailure.refused(FailureCategory.RECEIVER, "close failed: " + why);
              });
    }
  }

  private URI at(Notification notification, String action) {
    return URI.create(
        alerts + "/" + notification.notificationId() + action + "?identifierType=alias");
  }

  private static ObjectNode note(String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return body.put("note", Cut.to(NOTE, text)).put("source", "StackState");
  }
}
