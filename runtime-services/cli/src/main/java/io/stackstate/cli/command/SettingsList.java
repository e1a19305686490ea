package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the settings nodes of one type. */
@Command(name = "list", description = "Lists the settings nodes of one type.")
final class SettingsList implements Runnable {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "TYPE", description = "See: settings list-types.")
  private String type;

  @Option(names = "--type", paramLabel = "TYPE", description = "The same.")
  private String typeOption;

  @Option(
      names = "--namespace",
      paramLabel = "URN",
      description = "Nodes with identifiers that begin so.")
  private String namespace;

  @Option(
      names = "--owned-by",
      paramLabel = "URN",
      description = "Nodes that this StackPack brought.")
  private String owner;

  SettingsList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if ((type == null) == (typeOption == null)) {
      throw new CliException(ExitCode.REQUEST, "expected one type; see: settings list-types");
    }
    String wanted = type == null ? typeOption : type;
    String query = Query.of("namespace", namespace, "ownedBy", owner);
    JsonNode answer = session.server().get("/node/" + Server.encode(wanted) + query);
    session.printer().print(answer, () -> table(wanted, answer));
  }

  private String table(String wanted, JsonNode nodes) {
    Table table = new Table("Id", "Name", "Identifier", "Owned by", "Changed");
    for (JsonNode node : nodes) {
      String time = Instant.ofEpochMilli(node.path("lastUpdateTimestamp").asLong()).toString();
      table.row(
          node.path("id").asText(),
          node.path("name").asText(),
          node.path("identifier").asText(),
          node.path("ownedBy").asText()
              + (node.has("locked") && !node.path("locked").asBoolean() ? " (unlocked)" : ""),
          Age.of(time, session.now()));
    }
    return table.isEmpty()
        ? "There is no " + wanted + ".\n"
        : table.text(session.terminal().colors());
  }
}
