package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows messages of a Kafka topic. */
@Command(name = "describe", description = "Shows messages of a Kafka topic.")
final class TopicDescribe implements Runnable {
  private static final int SHOWN = 120;

  private final Session session;

  @Parameters(paramLabel = "TOPIC", description = "As topic list names it.")
  private String topic;

  @Option(
      names = "--limit",
      defaultValue = "10",
      paramLabel = "N",
      description = "Most messages; default 10.")
  private int limit;

  @Option(
      names = "--offset",
      paramLabel = "OFFSET",
      description = "First offset in each partition; default: the latest messages.")
  private Long offset;

  @Option(names = "--partition", paramLabel = "N", description = "Only this partition.")
  private Integer partition;

  TopicDescribe(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = "/topic/" + Server.encode(topic) + "?limit=" + limit;
    path += offset == null ? "" : "&offset=" + offset;
    path += partition == null ? "" : "&partition=" + partition;
    JsonNode answer = session.server().get(path);
    session.printer().print(answer, () -> table(answer.path("messages")));
  }

  private String table(JsonNode messages) {
    Table table = new Table("Partition", "Offset", "Key", "Message");
    for (JsonNode message : messages) {
      table.row(
          message.path("partition").asText(),
          message.path("offset").asText(),
          message.path("key").asText(),
          shortened(message.path("message").toString()));
    }
    return table.isEmpty() ? "No messages.\n" : table.text(session.terminal().colors());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }
}
