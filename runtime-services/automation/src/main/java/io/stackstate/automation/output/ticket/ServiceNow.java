package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.HttpKind;
import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Incidents of ServiceNow, by the Table API: found again by their {@code correlation_id}, which is
 * the notification's id, so that a repeat changes the incident and opens no second one. The
 * reference is the {@code sys_id}. With {@code as: Event} it is {@link ServiceNowEvent}.
 */
public final class ServiceNow implements Protocol {
  private final URI incidents;
  private final ServiceNowIncident incident;

  private ServiceNow(URI incidents, ServiceNowIncident incident) {
    this.incidents = incidents;
    this.incident = incident;
  }

  public static HttpKind.Read read(SpecReader spec, HttpSettingsReader common) {
    boolean event = spec.choice("as", Map.of("Incident", false, "Event", true)).orElse(false);
    URI url = spec.requiredUrl("url");
    if (!spec.has("auth") && !spec.has("secretHeaders")) {
      spec.finding("auth", "nothing", "auth, or secretHeaders with x-sn-apikey");
    }
    Protocol protocol =
        event
            ? ServiceNowEvent.read(spec, url)
            : new ServiceNow(
                Urls.below(url, "/api/now/table/incident"), ServiceNowIncident.read(spec));
    return new HttpKind.Read(common.read(spec), protocol);
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    Notification notification = message.notification();
    boolean close = notification.transition() == Transition.CLOSE;
    ObjectNode change = close ? incident.resolve(message) : incident.change(message);
    Optional<String> known = reference.or(() -> find(notification, exchange));
    if (known.isPresent() && changed(known.get(), change, exchange)) {
      return known;
    }
    return close ? Optional.empty() : Optional.of(create(message, exchange));
  }

  private Optional<String> find(Notification notification, Exchange exchange) {
    URI uri =
        URI.create(
            incidents
                + "?sysparm_query=correlation_id="
                + notification.notificationId()
                + "&sysparm_fields=sys_id&sysparm_limit=1");
    JsonNode found = exchange.send(accepting(Call.get(uri))).json().path("result");
    return found.isEmpty() ? Optional.empty() : Optional.of(sysId(found.get(0)));
  }

  /** Whether there is such an incident. */
  private boolean changed(String sysId, ObjectNode change, Exchange exchange) {
    URI uri = Urls.below(incidents, "/" + sysId);
    Answer answer = exchange.ask(accepting(Call.json("PATCH", uri, change)));
    if (answer.status() == 404) {
      return false;
    }
    exchange.accepted(answer);
    return true;
  }

  private String create(Message message, Exchange exchange) {
    Answer answer = exchange.send(accepting(Call.post(incidents, incident.create(message))));
    return sysId(answer.json().path("result"));
  }

  private static String sysId(JsonNode record) {
    String id = record.path("sys_id").asText();
    if (!id.matches("[0-9a-zA-Z]{1,64}")) {
      throw DeliveryFailure.refused(
          FailureCategory.RECEIVER, "ServiceNow: found no sys_id in its answer, expected one");
    }
    return id;
  }

  /** Otherwise an instance may answer with XML. */
  private static Call accepting(Call call) {
    return call.with("Accept", "application/json");
  }
}
