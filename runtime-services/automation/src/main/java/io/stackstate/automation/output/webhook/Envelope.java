package io.stackstate.automation.output.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.MonitorRef;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.text.Message;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Map;

/**
 * The published body of the webhook (health sheet, section 10.4), with fields more that its schema
 * allows: {@code schemaVersion}, {@code sequence}, {@code problem}, {@code links}, {@code members}
 * with {@code truncatedMembers}, and {@code failingChecks} with {@code truncatedChecks}.
 */
public final class Envelope {
  private static final String VERSION = "1";

  private Envelope() {}

  /**
   * @param metadata of the output, which wins over that of the handler
   */
  public static ObjectNode of(Message message, Map<String, String> metadata) {
    Notification notification = message.notification();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("notificationId", notification.notificationId().toString());
    body.set("event", event(message));
    body.set("monitor", monitor(notification));
    body.set("component", component(notification.root()));
    ObjectNode handler = body.putObject("notificationConfiguration");
    handler.put("name", notification.handler().name());
    put(handler, "identifier", notification.handler().identifier());
    put(handler, "link", notification.handler().link());
    ObjectNode all = body.putObject("metadata");
    notification.metadata().forEach(all::put);
    metadata.forEach(all::put);
    addOurs(body, notification);
    return body;
  }

  private static ObjectNode event(Message message) {
    Notification notification = message.notification();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    if (notification.transition() == Transition.CLOSE) {
      event.put("type", "close");
      event.put("reason", reason(notification).webhookName());
      return event;
    }
    event.put("type", "open");
    boolean critical = notification.state() == HealthState.CRITICAL;
    event.put("state", critical ? "CRITICAL" : "DEVIATING");
    event.put("title", message.title());
    event.put("triggeredTimeMs", notification.triggeredAt());
    put(event, "reason", notification.reason());
    return event;
  }

  /** The schema requires one. */
  private static CloseReason reason(Notification notification) {
    return notification.closeReason() == null
        ? CloseReason.HEALTH_STATE_RESOLVED
        : notification.closeReason();
  }

  /** The schema requires one: without a monitor the handler stands in. */
  private static ObjectNode monitor(Notification notification) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    MonitorRef monitor = notification.monitor();
    body.put("name", monitor == null ? notification.handler().name() : monitor.name());
    if (monitor != null) {
      put(body, "identifier", monitor.identifier());
      put(body, "link", monitor.link());
    }
    body.set("tags", texts(monitor == null ? List.of() : monitor.tags()));
    return body;
  }

  private static ObjectNode component(Subject subject) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("identifier", subject.identifier() == null ? subject.id() : subject.identifier());
    body.put("link", subject.link() == null ? "" : subject.link());
    body.put("name", subject.name());
    body.put("type", subject.type());
    body.set("tags", texts(subject.tags()));
    return body;
  }

  private static void addOurs(ObjectNode body, Notification notification) {
    body.put("schemaVersion", VERSION);
    body.put("sequence", notification.sequence());
    if (notification.problem() != null) {
      body.set("problem", Json.mapper().valueToTree(notification.problem()));
    }
    if (!notification.links().isEmpty()) {
      body.set("links", Json.mapper().valueToTree(notification.links()));
    }
    if (notification.memberCount() > 1) {
      ArrayNode members = body.putArray("members");
      notification.members().forEach(member -> members.add(component(member)));
      body.put("truncatedMembers", notification.truncatedMembers());
    }
    if (!notification.failingChecks().isEmpty()) {
      body.set("failingChecks", texts(notification.failingChecks()));
      body.put("truncatedChecks", notification.truncatedChecks());
    }
    put(body, "acknowledgedBy", notification.acknowledgedBy());
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static void put(ObjectNode node, String field, String value) {
    if (value != null) {
      node.put(field, value);
    }
  }
}
