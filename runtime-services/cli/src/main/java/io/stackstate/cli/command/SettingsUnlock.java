package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets settings nodes of StackPacks be changed. */
@Command(name = "unlock", description = "Lets settings nodes of StackPacks be changed.")
final class SettingsUnlock implements Runnable {
  private final Session session;

  @Option(names = "--ids", split = ",", required = true, paramLabel = "ID", description = "Nodes.")
  private List<Long> ids;

  SettingsUnlock(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ArrayNode unlocked = JsonNodeFactory.instance.arrayNode();
    ids.forEach(id -> unlocked.add(unlock(session, id)));
    session.printer().print(unlocked, () -> Snapshot.count(ids.size(), "node") + " unlocked.");
  }

  static com.fasterxml.jackson.databind.JsonNode unlock(Session session, long id) {
    return Server.ok(session.server().tryPost("/node/_/" + id + "/unlock", null)).json();
  }
}
