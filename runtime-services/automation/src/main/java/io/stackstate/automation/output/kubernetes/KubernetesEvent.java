package io.stackstate.automation.output.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import io.stackstate.automation.output.http.Protocol;
import io.stackstate.automation.output.spec.Urls;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A Kubernetes event for each message ({@code events.k8s.io/v1}): about the object that the element
 * stands for, when it is one of this cluster, otherwise about the resource of the handler. Its name
 * is made of notification and sequence, so a repeat finds it there. Immutable, thread-safe.
 */
final class KubernetesEvent implements Protocol {
  private static final String CONTROLLER = "stackstate.io/event-handlers";
  private static final DateTimeFormatter MICRO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int NOTE = 1024;
  private static final int INSTANCE = 128;
  private static final int HANDLER_NAME = 100;

  private final URI api;
  private final Optional<String> cluster;

  /**
   * @param cluster the name under which agents report this cluster; empty: events are always about
   *     the handler
   */
  KubernetesEvent(URI api, Optional<String> cluster) {
    this.api = api;
    this.cluster = cluster;
  }

  @Override
  public Escape markup() {
    return Escape.PLAIN;
  }

  @Override
  public Optional<String> send(Message message, Optional<String> reference, Exchange exchange) {
    Notification notification = message.notification();
    Optional<ClusterObject> element =
        cluster.flatMap(
            name ->
                Optional.ofNullable(notification.root().identifier())
                    .flatMap(identifier -> ClusterObject.ofElement(identifier, name)));
    Optional<ClusterObject> handler = ClusterObject.ofHandler(notification.handler().identifier());
    if (element.isEmpty() || !written(element.get(), false, message, exchange)) {
      ClusterObject last = handler.or(() -> element).orElseThrow(KubernetesEvent::nothingToRegard);
      written(last, true, message, exchange);
    }
    return Optional.empty();
  }

  private static DeliveryFailure nothingToRegard() {
    return DeliveryFailure.refused(
        FailureCategory.CONTENT,
        "found neither an element that is an object of this cluster nor an EventHandler resource,"
            + " expected one for the event to be about");
  }

  /**
   * @param always also when the object is gone
   * @return false when it is gone
   */
  private boolean written(
      ClusterObject object, boolean always, Message message, Exchange exchange) {
    Answer found = exchange.ask(Call.get(Urls.below(api, object.path())));
    if (found.status() == 404 && !always) {
      return false;
    }
    if (found.status() != 404 && found.status() != 403) {
      exchange.accepted(found);
    }
    // Without the right to read it there is no uid, and "kubectl events" finds it all the same.
    Optional<String> uid =
        found.success()
            ? Optional.of(found.json().at("/metadata/uid").asText()).filter(id -> !id.isEmpty())
            : Optional.empty();
    URI events =
        Urls.below(api, "/apis/events.k8s.io/v1/namespaces/" + object.eventNamespace() + "/events");
    Answer answer = exchange.ask(Call.post(events, event(object, uid, message, exchange.now())));
    if (answer.status() != 409) {
      exchange.accepted(answer);
    }
    return true;
  }

  private static ObjectNode event(
      ClusterObject object, Optional<String> uid, Message message, Instant now) {
    Notification notification = message.notification();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "events.k8s.io/v1").put("kind", "Event");
    ObjectNode meta = event.putObject("metadata");
    meta.put("name", name(notification)).put("namespace", object.eventNamespace());
    meta.putObject("annotations")
        .put("stackstate.io/notification-id", notification.notificationId().toString());
    event.put("eventTime", MICRO.format(now));
    event.put("reportingController", CONTROLLER);
    event.put("reportingInstance", Cut.to(INSTANCE, notification.handler().name()));
    event.put("action", camel(notification.transition().name()));
    event.put("reason", reason(notification));
    event.set("regarding", object.reference(uid));
    event.put("note", bytes(note(message)));
    boolean over = notification.transition() == Transition.CLOSE;
    event.put("type", over ? "Normal" : "Warning");
    return event;
  }

  private static String note(Message message) {
    return message
        .body()
        .map(body -> message.title() + "\n" + body)
        .orElseGet(() -> message.title() + ". " + Facts.reason(message.notification()));
  }

  private static String reason(Notification notification) {
    return notification.transition() == Transition.CLOSE
        ? "Resolved"
        : camel(notification.state().name());
  }

  private static String camel(String upper) {
    return upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The limit of a note is one of bytes. */
  private static String bytes(String text) {
    String cut = Cut.to(NOTE, text);
    for (int max = NOTE; cut.getBytes(StandardCharsets.UTF_8).length > NOTE; max -= 16) {
      cut = Cut.to(max, text);
    }
    return cut;
  }

  private static String name(Notification notification) {
    String handler =
        notification
            .handler()
            .name()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String start = handler.isEmpty() ? "handler" : handler;
    String cut = start.substring(0, Math.min(HANDLER_NAME, start.length())).replaceAll("-+$", "");
    return cut + "." + notification.messageKey();
  }
}
