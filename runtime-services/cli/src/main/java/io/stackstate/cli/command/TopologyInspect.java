package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one component or relation with all that is known of it. */
@Command(name = "inspect", description = "Shows one component or relation with all that is known.")
final class TopologyInspect implements Runnable {
  private static final Set<String> OF_CHECKS =
      Set.of("metrics", "events", "service_checks", "checks");

  private final Session session;

  @Parameters(
      paramLabel = "ID|IDENTIFIER",
      description = "Id of a component or relation, or an identifier of a component.")
  private String id;

  @Mixin private AtOption at;

  TopologyInspect(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Instant time = at.time(session);
    String when = time == null ? "" : "topologyTime=" + time.toEpochMilli();
    Server server = session.server();
    Answer answer =
        server.tryGet(
            "/components?identifier=" + Server.encode(id) + (time == null ? "" : "&" + when));
    if (answer.status() == 404 && id.matches("\\d+")) {
      Answer relation = server.tryGet("/relations/" + id + (time == null ? "" : "?" + when));
      if (relation.status() == 200) {
        session
            .printer()
            .print(
                relation.json(),
                () ->
                    fields(relation.json()).text()
                        + CheckTable.text(session, server, "/relations/", relation.json(), time));
        return;
      }
    }
    JsonNode component = Server.ok(answer).json();
    session
        .printer()
        .print(
            component,
            () ->
                fields(component).text()
                    + CheckTable.text(session, server, "/components/", component, time)
                    + relations(server, component, time));
  }

  private static Fields fields(JsonNode e) {
    return new Fields()
        .add("Name", e.path("name").asText())
        .add("Type", e.path("typeName").asText())
        .add("Id", e.path("id").asText())
        .add("Description", e.path("description").asText())
        .add("Version", e.path("version").asText())
        .add("Layer", e.path("layerName").asText())
        .add("Domain", e.path("domainName").asText())
        .add("Environments", joined(e.path("environmentNames"), ", "))
        .add("Source", e.has("source") ? e.path("source").asText() : null)
        .add("Target", e.has("target") ? e.path("target").asText() : null)
        .add("Direction", e.path("dependencyDirection").asText())
        .add("Health", e.at("/state/healthState").asText())
        .add("Propagated health", e.at("/state/propagatedHealthState").asText())
        .add("Propagation error", e.path("propagationError").asText())
        .add("Identifiers", joined(e.path("identifiers"), "\n"))
        .add("Labels", joined(e.path("tags"), "\n"))
        .add("Updated", Instant.ofEpochMilli(e.path("lastUpdateTimestamp").asLong()))
        .add("External ids", sources(e.path("sources")))
        .add("Properties", properties(e.path("properties")));
  }

  /** The neighbours by name; left out when the server cannot tell, for they are an extra. */
  private String relations(Server server, JsonNode component, Instant time) {
    JsonNode snapshot;
    try {
      String own = component.path("id").asText();
      String query =
          "withNeighborsOf(components = (id = \""
              + own
              + "\"), levels = \"1\", direction = \"both\")";
      snapshot = Snapshot.fetch(server, query, time);
    } catch (CliException e) {
      return "Relations:   not shown: " + e.getMessage() + "\n";
    }
    Map<Long, String> names = new HashMap<>();
    snapshot
        .path("components")
        .forEach(c -> names.put(c.path("id").asLong(), c.path("name").asText()));
    long id = component.path("id").asLong();
    Concepts concepts = new Concepts(snapshot.path("metadata"));
    Table table = new Table("Direction", "Relation", "Component", "Id");
    for (JsonNode relation : snapshot.path("relations")) {
      long source = relation.path("source").asLong();
      long target = relation.path("target").asLong();
      if (source == id || target == id) {
        long other = source == id ? target : source;
        table.row(source == id ? "-->" : "<--", concepts.type(relation), names.get(other), other);
      }
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }

  private static String joined(JsonNode list, String separator) {
    StringJoiner joiner = new StringJoiner(separator);
    list.forEach(item -> joiner.add(item.asText()));
    return joiner.toString();
  }

  private static String sources(JsonNode sources) {
    StringJoiner joiner = new StringJoiner("\n");
    sources.forEach(
        source ->
            joiner.add(
                source.path("externalId").asText()
                    + " (sync "
                    + source.path("sync").asText()
                    + ")"));
    return joiner.toString();
  }

  /** Without what defines the checks, which have a table of their own. */
  private static String properties(JsonNode properties) {
    Fields fields = new Fields();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      JsonNode value = property.getValue();
      if (!(value.isArray() && OF_CHECKS.contains(property.getKey()))) {
        fields.add(property.getKey(), value.isTextual() ? value.asText() : value.toString());
      }
    }
    return fields.text();
  }
}
