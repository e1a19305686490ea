package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.http.Server;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which settings nodes are exported; options of several commands. */
final class SettingsSelection {
  @Option(names = "--ids", split = ",", paramLabel = "ID", description = "Nodes with these ids.")
  private List<Long> ids = new ArrayList<>();

  @Option(
      names = {"--type", "--types"},
      split = ",",
      paramLabel = "TYPE",
      description = "All nodes of these types.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--namespace",
      paramLabel = "URN",
      description = "All nodes with identifiers that begin so.")
  private String namespace;

  @Option(
      names = "--allowed-namespace-refs",
      split = ",",
      paramLabel = "URN",
      description = "With --namespace: namespaces that its nodes may refer to.")
  private List<String> references = new ArrayList<>();

  List<Long> ids() {
    return ids;
  }

  boolean isEverything() {
    return ids.isEmpty() && types.isEmpty() && namespace == null;
  }

  /**
   * @param format {@code stj} or {@code sty}
   */
  String export(Session session, String format) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ids.forEach(body.putArray("nodesWithIds")::add);
    types.forEach(body.putArray("allNodesOfTypes")::add);
    references.forEach(body.putArray("allowReferences")::add);
    body.put("namespace", namespace);
    return Server.ok(session.server().tryPost("/export" + Query.of("format", format), body)).text();
  }
}
