package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;

/** Lists the Kafka topics of the platform. */
@Command(name = "list", description = "Lists the Kafka topics of the platform.")
final class TopicList implements Runnable {
  private final Session session;

  TopicList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get("/topic");
    session.printer().print(answer, () -> table(answer));
  }

  private String table(JsonNode topics) {
    Table table = new Table("Name");
    topics.forEach(topic -> table.row(topic.path("name").asText()));
    return table.text(session.terminal().colors());
  }
}
