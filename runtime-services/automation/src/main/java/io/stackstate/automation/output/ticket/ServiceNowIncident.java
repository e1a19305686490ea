package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.NotificationModel;
import io.stackstate.model.change.HealthState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of an incident. Pure.
 *
 * @param fixed fields of one's own, by the names of their columns
 * @param resolvedState number of the state that means resolved
 */
record ServiceNowIncident(
    Severities urgency,
    Severities impact,
    Map<String, String> fixed,
    String resolvedState,
    String closeCode) {
  private static final int SHORT = 160;
  private static final int TEXT = 4000;
  private static final Map<String, String> LEVELS = Map.of("1", "1", "2", "2", "3", "3");
  private static final Map<HealthState, String> USUAL =
      Map.of(HealthState.CRITICAL, "1", HealthState.DEVIATING, "2");

  static ServiceNowIncident read(SpecReader spec) {
    Map<String, String> fixed = new LinkedHashMap<>();
    spec.optionalText("assignmentGroup", 100)
        .ifPresent(text -> fixed.put("assignment_group", text));
    spec.optionalText("callerId", 100).ifPresent(text -> fixed.put("caller_id", text));
    spec.optionalText("category", 100).ifPresent(text -> fixed.put("category", text));
    fixed.putAll(spec.map("fields"));
    return new ServiceNowIncident(
        Severities.read(spec, "urgencyMap", LEVELS, USUAL, "3"),
        Severities.read(spec, "impactMap", LEVELS, USUAL, "3"),
        fixed,
        Integer.toString(spec.number("resolvedState", 1, 999, 6)),
        spec.optionalText("closeCode", 100).orElse("Solution provided"));
  }

  ObjectNode create(Message message) {
    ObjectNode body = change(message);
    body.put("correlation_id", message.notification().notificationId().toString());
    body.put("correlation_display", "StackState");
    fixed.forEach(body::put);
    return body;
  }

  ObjectNode change(Message message) {
    Notification notification = message.notification();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("short_description", Cut.to(SHORT, message.title()));
    body.put("description", Cut.to(TEXT, description(message)));
    body.put("urgency", urgency.of(notification.state()));
    body.put("impact", impact.of(notification.state()));
    body.put("work_notes", notes(message));
    return body;
  }

  ObjectNode resolve(Message message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("state", resolvedState);
    body.put("close_code", closeCode);
    body.put("close_notes", Cut.to(TEXT, Facts.reason(message.notification())));
    body.put("work_notes", notes(message));
    return body;
  }

  private static String description(Message message) {
    Notification notification = message.notification();
    return message.body().orElseGet(() -> Facts.lines(notification))
        + NotificationModel.link(notification).map(link -> "\n" + link).orElse("");
  }

  private static String notes(Message message) {
    Notification notification = message.notification();
    return Cut.to(
        TEXT,
        Facts.health(notification) + ": " + message.title() + "\n" + Facts.reason(notification));
  }
}
