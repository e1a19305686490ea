package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
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
            .add(
                "Suppressed",
                status.path("suppressed").isEmpty() ? null : status.get("suppressed"));
    return fields.text() + outputs(status.path("outputs")) + open(found.path("notifications"));
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
          output.path("lastSuccess").asText("never"),
          output.hasNonNull("disabled")
              ? "disabled: " + output.path("disabled").asText()
              : error.isMissingNode()
                  ? ""
                  : error.path("category").asText() + ": " + error.path("message").asText());
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }

  private String open(JsonNode notifications) {
    Table table =
        new Table("Notification", "Phase", "State", "Group", "Since", "Suppressed", "Acknowledged")
            .states("State");
    for (JsonNode each : notifications) {
      table.row(
          each.path("notificationId").asText("-"),
          each.path("phase").asText(),
          each.path("state").asText("-"),
          each.path("groupKey").asText(),
          each.path("since").asText(),
          each.path("suppressed").asText(""),
          each.path("acknowledgedBy").asText(""));
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }
}
