package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows how an event handler and its outputs do, and what is open. */
@Command(
    name = "describe",
    description = "Shows how an event handler and its outputs do, and what is open.")
final class HandlerDescribe implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "HANDLER", description = "Name, id or identifier.")
  private String handler;

  HandlerDescribe(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode found = (ObjectNode) EventHandler.find(session, handler);
    String path = EventHandler.PATH + "/" + found.path("id").asText();
    found.set("notifications", session.server().get(path + "/notifications").path("notifications"));
    session.printer().print(found, () -> text(found));
  }

  private String text(JsonNode found) {
    JsonNode status = found.path("status");
    Fields fields =
        new Fields()
            .add("Name", found.path("name").asText())
            .add("Identifier", found.path("identifier").asText())
            .add("State", status.path("state").asText())
            .add("Problem", status.path("problem").textValue())
            .add("Not executed", lines(status.path("notExecuted")))
            .add("Open", status.path("openNotifications").asText())
            .add("Pending", status.path("pendingNotifications").asText())
            .add("Dead letters", status.path("deadLetters").asText())
            .add("Suppressed", counts(status.path("suppressed")));
    return fields.text() + outputs(status.path("outputs")) + open(found.path("notifications"));
  }

  /** {@code 11 dedup, 1 silence}. */
  private static String counts(JsonNode counts) {
    List<String> parts = new ArrayList<>();
    counts.properties().forEach(each -> parts.add(each.getValue().asText() + " " + each.getKey()));
    return String.join(", ", parts);
  }

  private static String lines(JsonNode texts) {
    StringBuilder all = new StringBuilder();
    texts.forEach(text -> all.append(all.isEmpty() ? "" : "; ").append(text.asText()));
    return all.isEmpty() ? null : all.toString();
  }

  private String outputs(JsonNode outputs) {
    Table table = new Table("Output", "Sent", "Last success", "Last error");
    for (JsonNode output : outputs) {
      JsonNode error = output.path("errors").path(output.path("errors").size() - 1);
      table.row(
          output.path("name").asText(),
          output.path("sent").asText(),
          Seconds.of(output.path("lastSuccess").asText("never")),
          output.hasNonNull("disabled")
              ? "disabled: " + output.path("disabled").asText()
              : error.isMissingNode()
                  ? ""
                  : error.path("category").asText() + ": " + error.path("message").asText());
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }

  private static String note(JsonNode notification) {
    List<String> notes = new ArrayList<>();
    if (notification.hasNonNull("suppressed")) {
      notes.add("suppressed: " + notification.path("suppressed").asText());
    }
    if (notification.hasNonNull("acknowledgedBy")) {
      notes.add("acknowledged by " + notification.path("acknowledgedBy").asText());
    }
    return String.join(", ", notes);
  }

  private String open(JsonNode notifications) {
    Table table =
        new Table("Notification", "Phase", "State", "Group", "Age", "Note").states("State");
    for (JsonNode each : notifications) {
      table.row(
          each.path("notificationId").asText("-"),
          each.path("phase").asText(),
          each.path("state").asText("-"),
          each.path("groupKey").asText(),
          Age.of(each.path("since").asText(), session.now()),
          note(each));
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }
}
