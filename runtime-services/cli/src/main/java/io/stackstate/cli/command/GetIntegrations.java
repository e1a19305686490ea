package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Color;
import io.stackstate.cli.output.Table;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists integrations as {@code kubectl get} does, with the columns of their CRD. */
@Command(
    name = "integrations",
    aliases = {"integration", "stsint"},
    description = "Lists integrations, or shows one.")
final class GetIntegrations implements Runnable {
  private static final String ROOT = "/apis/stackstate.io/v1alpha1";
  private static final String DEFAULT_NAMESPACE = "default";

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of one integration.")
  private String name;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Default: all when listing, default for one.")
  private String namespace;

  GetIntegrations(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().getFromRoot(path());
    List<JsonNode> items = new java.util.ArrayList<>();
    if (name == null) {
      answer.path("items").forEach(items::add);
    } else {
      items.add(answer);
    }
    session.printer().print(answer, () -> items.isEmpty() ? none() : table(items));
    answer.at("/metadata/problems").forEach(problem -> warn(problem.asText()));
  }

  /** About a mistake in a file: what is wrong there is not in the list. */
  private void warn(String problem) {
    String label = session.terminal().colors() ? Color.YELLOW.of("warning:") : "warning:";
    session.printer().note(label + " " + problem);
  }

  private String path() {
    if (name != null) {
      String in = namespace == null ? DEFAULT_NAMESPACE : namespace;
      return ROOT + "/namespaces/" + Server.encode(in) + "/integrations/" + Server.encode(name);
    }
    return namespace == null
        ? ROOT + "/integrations"
        : ROOT + "/namespaces/" + Server.encode(namespace) + "/integrations";
  }

  private String none() {
    return "No integrations found. Declare one in the folder of: stackstate up --resources\n";
  }

  private String table(List<JsonNode> items) {
    Set<String> namespaces = new TreeSet<>();
    items.forEach(item -> namespaces.add(item.at("/metadata/namespace").asText()));
    boolean several = namespaces.size() > 1;
    Table table =
        several
            ? new Table(
                "Namespace",
                "Name",
                "Type",
                "Ready",
                "Reason",
                "Components",
                "Relations",
                "Errors",
                "Age")
            : new Table(
                "Name", "Type", "Ready", "Reason", "Components", "Relations", "Errors", "Age");
    table.states("Ready");
    for (JsonNode item : items) {
      List<Object> cells = cells(item);
      if (several) {
        cells.add(0, item.at("/metadata/namespace").asText());
      }
      table.row(cells.toArray());
    }
    return table.text(session.terminal().colors());
  }

  private List<Object> cells(JsonNode item) {
    JsonNode ready = ready(item);
    JsonNode status = item.path("status");
    List<Object> cells = new java.util.ArrayList<>();
    cells.add(item.at("/metadata/name").asText());
    cells.add(item.at("/spec/type").asText());
    cells.add(ready.path("status").asText());
    cells.add(ready.path("reason").asText());
    cells.add(status.path("components").asText());
    cells.add(status.path("relations").asText());
    cells.add(status.path("errors").asText());
    cells.add(Age.of(item.at("/metadata/creationTimestamp").asText(), session.now()));
    return cells;
  }

  private static JsonNode ready(JsonNode item) {
    for (JsonNode condition : item.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition;
      }
    }
    return item.at("/status/none");
  }
}
