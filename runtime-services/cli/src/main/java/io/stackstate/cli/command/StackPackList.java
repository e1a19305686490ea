package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the StackPacks. */
@Command(name = "list", description = "Lists the StackPacks.")
final class StackPackList implements Runnable {
  private final Session session;

  @Option(names = "--installed", description = "Those with instances only.")
  private boolean installed;

  StackPackList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ArrayNode packs = JsonNodeFactory.instance.arrayNode();
    for (JsonNode pack : Packs.list(session)) {
      if (!installed || !pack.path("configurations").isEmpty()) {
        packs.add(pack);
      }
    }
    session.printer().print(packs, () -> table(packs));
  }

  private String table(JsonNode packs) {
    Table table = new Table("Name", "Title", "Version", "Upgrade", "Latest", "Instances");
    for (JsonNode pack : packs) {
      table.row(
          pack.path("name").asText(),
          pack.path("displayName").asText(),
          pack.path("version").asText(),
          pack.path("nextVersion").path("version").asText(),
          pack.path("latestVersion").path("version").asText(),
          pack.path("configurations").size());
    }
    return table.text(session.terminal().colors());
  }
}
