package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes settings nodes. */
@Command(name = "delete", description = "Deletes settings nodes that no StackPack locks.")
final class SettingsDelete implements Runnable {
  private static final String TIMEOUT = "?timeoutSeconds=15";

  private final Session session;

  @Option(names = "--ids", split = ",", required = true, paramLabel = "ID", description = "Nodes.")
  private List<Long> ids;

  SettingsDelete(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ArrayNode deleted = JsonNodeFactory.instance.arrayNode();
    for (long id : ids) {
      Server.ok(session.server().tryDelete("/node/_/" + id + TIMEOUT));
      deleted.add(id);
    }
    session.printer().print(deleted, () -> Snapshot.count(ids.size(), "node") + " deleted.");
  }
}
