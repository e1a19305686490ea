package io.stackstate.receiver.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.receiver.intake.IntakeFault;
import io.stackstate.receiver.intake.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Alerts as Prometheus sends them to {@code /api/v2/alerts} of an Alertmanager, and as Alertmanager
 * sends them to webhooks (body version 4). Each becomes a check state of a stream per sender, or,
 * with the parameter {@code as=events}, an event. An alert that is over is CLEAR until it expires.
 */
public final class AlertsAdapter implements Adapter {
  private static final String LABEL = "label.";

  private final AlertMapping mapping;
  private final boolean webhook;

  /**
   * @param webhook whether bodies are those of webhooks
   */
  public AlertsAdapter(AlertMapping mapping, boolean webhook) {
    this.mapping = mapping;
    this.webhook = webhook;
  }

  /** What holds for all alerts of a message. */
  private record Message(
      boolean events, String source, Optional<String> sender, Duration life, Instant received) {}

  @Override
  public Translation translate(byte[] body, Request request) throws IntakeFault {
    JsonNode root = JsonBody.read(body);
    JsonNode alerts = alerts(root);
    String path = webhook ? "alerts" : "";
    boolean events = events(request);
    Message message =
        new Message(
            events,
            webhook ? "alertmanager" : "prometheus",
            request
                .parameter("sender")
                .or(
                    () ->
                        webhook
                            ? Alert.authority(root.path("externalURL").asText(""))
                            : Optional.empty()),
            webhook ? mapping.toldFor() : mapping.repeatedFor(),
            Instant.ofEpochMilli(request.receivedMillis()));
    Map<String, String> labels = labels(request);
    IntakeDraft draft =
        new IntakeDraft(events ? Kind.TOPOLOGY_EVENT : Kind.HEALTH, request.receivedMillis());
    for (int i = 0; i < alerts.size(); i++) {
      String at = path + "[" + i + "]";
      try {
        Alert alert = Alert.read(alerts.get(i), at, labels, message.received());
        add(draft, message, ended(alert, alerts.get(i), message), at);
      } catch (UnreadableException e) {
        draft.reject(e);
      }
    }
    return draft.end(message.sender().orElse(message.source()));
  }

  private JsonNode alerts(JsonNode root) throws IntakeFault {
    if (!webhook) {
      if (!root.isArray()) {
        throw new IntakeFault("", "expected an array of alerts, found " + JsonBody.found(root), "");
      }
      return root;
    }
    if (!root.isObject()) {
      throw new IntakeFault("", "expected an object, found " + JsonBody.found(root), "");
    }
    String version = root.path("version").asText("4");
    if (!version.equals("4")) {
      throw new IntakeFault("version", "expected \"4\", found another version", "");
    }
    if (!root.path("alerts").isArray()) {
      throw new IntakeFault(
          "alerts", "expected an array, found " + JsonBody.found(root.path("alerts")), "");
    }
    return root.path("alerts");
  }

  static boolean events(Request request) throws IntakeFault {
    String as = request.parameter("as").orElse("health");
    if (!as.equals("health") && !as.equals("events")) {
      throw new IntakeFault("as", "expected health or events, found another text", "");
    }
    return as.equals("events");
  }

  private Map<String, String> labels(Request request) {
    Map<String, String> labels = new TreeMap<>(mapping.labels());
    request
        .query()
        .forEach(
            (name, value) -> {
              if (name.startsWith(LABEL) && name.length() > LABEL.length()) {
                labels.put(name.substring(LABEL.length()), value);
              }
            });
    return labels;
  }

  /** A webhook says with a status what Prometheus says with a time. */
  private Alert ended(Alert alert, JsonNode node, Message message) {
    if (!webhook) {
      return alert;
    }
    boolean over = node.path("status").asText("firing").equals("resolved");
    Optional<Instant> end =
        over
            ? Optional.of(
                alert
                    .endsAt()
                    .filter(t -> !t.isAfter(message.received()))
                    .orElse(message.received()))
            : Optional.empty();
    return new Alert(alert.labels(), alert.annotations(), alert.startsAt(), end, alert.generator());
  }

  private void add(IntakeDraft draft, Message message, Alert alert, String path)
      throws UnreadableException {
    Optional<String> identifier = mapping.identifierOf(alert);
    if (message.events()) {
      draft.event(message.source(), event(message, alert, identifier));
      return;
    }
    if (identifier.isEmpty()) {
      throw new UnreadableException(
          path + ".labels",
          "expected labels that name an element (of "
              + String.join(", ", mapping.wanted())
              + "), found none of stackstate.receiver.alerts.identifiers fits");
    }
    boolean over = alert.resolved(message.received());
    String sender =
        message.sender().or(() -> mapping.senderOf(alert)).or(alert::origin).orElse("default");
    draft.state(
        message.source(),
        sender,
        message.life(),
        IntakeDraft.state(
            alert.id(),
            alert.name(),
            over ? "CLEAR" : mapping.healthOf(alert.labels().get("severity")),
            identifier.get(),
            alert.message()));
  }

  private ObjectNode event(Message message, Alert alert, Optional<String> identifier) {
    boolean over = alert.resolved(message.received());
    String health = mapping.healthOf(alert.labels().get("severity"));
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("event_type", over ? "AlertResolvedEvent" : "AlertFiringEvent");
    event.put("msg_title", alert.name() + (over ? " is resolved" : " is firing"));
    event.put("msg_text", alert.message());
    Instant at = over ? alert.endsAt().orElse(message.received()) : alert.startsAt();
    event.put("timestamp", at.toEpochMilli());
    event.put("source_type_name", message.source());
    event.put("alert_type", over ? "success" : health.equals("CRITICAL") ? "error" : "warning");
    ArrayNode tags = event.putArray("tags");
    alert.labels().forEach((name, value) -> tags.add(name + ":" + value));
    ObjectNode context = event.putObject("context");
    context.put("category", "Alerts").put("source", message.source());
    context.put("source_identifier", alert.id());
    identifier.ifPresent(context.putArray("element_identifiers")::add);
    if (!alert.generator().isEmpty()) {
      context
          .putArray("source_links")
          .addObject()
          .put("title", "Source")
          .put("url", alert.generator());
    }
    context.set("data", Json.mapper().valueToTree(alert.annotations()));
    return event;
  }
}
