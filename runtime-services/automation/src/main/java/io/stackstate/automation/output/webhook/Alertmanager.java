package io.stackstate.automation.output.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import io.stackstate.model.change.HealthState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The body that Prometheus Alertmanager sends to webhooks, version 4 (health sheet, section 12.1):
 * one alert for each member.
 *
 * @param externalUrl where people find the product, or empty
 */
record Alertmanager(String externalUrl) implements BodyFormat {
  private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

  @Override
  public Call call(String method, URI uri, Message message) {
    return Call.json(method, uri, body(message));
  }

  private ObjectNode body(Message message) {
    Notification notification = message.notification();
    List<Subject> members =
        notification.members().isEmpty() ? List.of(notification.root()) : notification.members();
    List<Map<String, String>> labels = new ArrayList<>();
    members.forEach(member -> labels.add(labels(notification, member)));
    Map<String, String> annotations = annotations(message);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("receiver", notification.handler().name());
    body.put("status", over(notification) ? "resolved" : "firing");
    ArrayNode alerts = body.putArray("alerts");
    for (int i = 0; i < members.size(); i++) {
      alerts.add(alert(notification, members.get(i), labels.get(i), annotations));
    }
    // What is grouped by is no label of the alerts.
    body.putObject("groupLabels");
    put(body.putObject("commonLabels"), common(labels));
    put(body.putObject("commonAnnotations"), annotations);
    body.put("externalURL", externalUrl);
    body.put("version", "4");
    body.put("groupKey", notification.groupKey());
    body.put("truncatedAlerts", Math.max(0, notification.memberCount() - members.size()));
    return body;
  }

  private static ObjectNode alert(
      Notification notification,
      Subject member,
      Map<String, String> labels,
      Map<String, String> annotations) {
    boolean resolved = over(notification) || member.health() == HealthState.CLEAR;
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.put("status", resolved ? "resolved" : "firing");
    put(alert.putObject("labels"), labels);
    put(alert.putObject("annotations"), annotations);
    alert.put("startsAt", Instant.ofEpochMilli(notification.triggeredAt()).toString());
    alert.put(
        "endsAt", resolved ? Instant.ofEpochMilli(notification.changedAt()).toString() : NOT_ENDED);
    alert.put("generatorURL", member.link() == null ? "" : member.link());
    alert.put("fingerprint", fingerprint(labels));
    return alert;
  }

  private static Map<String, String> labels(Notification notification, Subject member) {
    Map<String, String> labels = new TreeMap<>();
    for (String tag : member.tags()) {
      int colon = tag.indexOf(':');
      if (colon > 0) {
        labels.put(name(tag.substring(0, colon)), tag.substring(colon + 1));
      }
    }
    labels.put(
        "alertname",
        notification.monitor() == null
            ? notification.handler().name()
            : notification.monitor().name());
    labels.put("severity", severity(notification));
    labels.put("component", member.name());
    labels.put("component_id", member.id());
    labels.put("component_type", member.type());
    putPresent(labels, "identifier", member.identifier());
    putPresent(labels, "layer", member.layer());
    putPresent(labels, "domain", member.domain());
    return labels;
  }

  /** No part of the fingerprint, because it changes while the alert is the same. */
  private static String severity(Notification notification) {
    return over(notification) ? "none" : NotificationModel.severity(notification);
  }

  private static Map<String, String> annotations(Message message) {
    Notification notification = message.notification();
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", message.title());
    annotations.put("description", message.body().orElse(Facts.reason(notification)));
    if (!notification.failingChecks().isEmpty()) {
      annotations.put("failing_checks", String.join(", ", notification.failingChecks()));
    }
    notification
        .links()
        .forEach(link -> annotations.putIfAbsent(name(link.kind()) + "_url", link.url()));
    return annotations;
  }

  private static Map<String, String> common(List<Map<String, String>> labels) {
    Map<String, String> common = new TreeMap<>(labels.get(0));
    labels.forEach(other -> common.entrySet().retainAll(other.entrySet()));
    return common;
  }

  private static boolean over(Notification notification) {
    return notification.transition() == Transition.CLOSE;
  }

  /** Any 64 bits do, as long as equal labels have equal ones. */
  private static String fingerprint(Map<String, String> labels) {
    Map<String, String> identity = new TreeMap<>(labels);
    identity.remove("severity");
    UUID hash = UUID.nameUUIDFromBytes(identity.toString().getBytes(StandardCharsets.UTF_8));
    return String.format("%016x", hash.getMostSignificantBits());
  }

  private static String name(String text) {
    String name = text.replaceAll("[^a-zA-Z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  private static void putPresent(Map<String, String> map, String key, String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static void put(ObjectNode node, Map<String, String> entries) {
    entries.forEach(node::put);
  }
}
