package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The alert that a message makes (health sheet, sections 10.2, 10.4 and 12.2). Pure. */
final class OpsgenieAlert {
  private static final Map<String, String> TYPES =
      Map.of("TEAM", "team", "USER", "user", "SCHEDULE", "schedule", "ESCALATION", "escalation");
  private static final Map<String, String> PRIORITIES =
      Map.of("P1", "P1", "P2", "P2", "P3", "P3", "P4", "P4", "P5", "P5");
  private static final int MESSAGE = 130;
  private static final int DESCRIPTION = 15_000;
  private static final int ENTITY = 512;
  private static final int TAGS = 20;
  private static final int TAG = 50;
  private static final int DETAILS = 8000;

  private final List<Responder> responders;
  private final Optional<String> priority;

  /** Who is told. */
  private record Responder(String name, String type) {}

  private OpsgenieAlert(List<Responder> responders, Optional<String> priority) {
    this.responders = responders;
    this.priority = priority;
  }

  static OpsgenieAlert read(SpecReader spec) {
    List<Responder> responders = new ArrayList<>();
    for (SpecReader item : spec.objects("responders")) {
      responders.add(
          new Responder(item.text("name", 100), item.choice("type", TYPES).orElse("team")));
      item.end();
    }
    return new OpsgenieAlert(responders, spec.choice("priority", PRIORITIES));
  }

  ObjectNode body(Message message) {
    Notification notification = message.notification();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", Cut.to(MESSAGE, message.title()));
    body.put("alias", notification.notificationId().toString());
    body.put("description", description(message, DESCRIPTION));
    body.put("source", "StackState");
    body.put("entity", Cut.to(ENTITY, notification.root().name()));
    body.put("priority", priority.orElseGet(() -> priority(notification)));
    ArrayNode told = body.putArray("responders");
    for (Responder responder : responders) {
      String key = responder.type().equals("user") ? "username" : "name";
      told.addObject().put(key, responder.name()).put("type", responder.type());
    }
    ArrayNode tags = body.putArray("tags");
    if (notification.monitor() != null) {
      notification.monitor().tags().stream().limit(TAGS).forEach(tag -> tags.add(Cut.to(TAG, tag)));
    }
    details(body.putObject("details"), notification);
    return body;
  }

  static String description(Message message, int max) {
    return Cut.to(max, message.body().orElseGet(() -> Facts.lines(message.notification())));
  }

  private static String priority(Notification notification) {
    return switch (NotificationModel.severity(notification)) {
      case "critical" -> "P1";
      case "warning" -> "P3";
      default -> "P5";
    };
  }

  /** The limit is one of all keys and values together. */
  private static void details(ObjectNode details, Notification notification) {
    int left = DETAILS;
    List<String[]> all = new ArrayList<>();
    NotificationModel.link(notification).ifPresent(link -> all.add(new String[] {"link", link}));
    all.add(new String[] {"type", notification.root().type()});
    notification.metadata().forEach((key, value) -> all.add(new String[] {key, value}));
    for (String tag : notification.root().tags()) {
      int colon = tag.indexOf(':');
      all.add(
          colon > 0
              ? new String[] {tag.substring(0, colon), tag.substring(colon + 1)}
              : new String[] {tag.toLowerCase(Locale.ROOT), ""});
    }
    for (String[] detail : all) {
      left -= detail[0].length() + detail[1].length();
      if (left >= 0) {
        details.put(detail[0], detail[1]);
      }
    }
  }
}
