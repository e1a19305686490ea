package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.output.Fields;
import picocli.CommandLine.Command;

/** Shows the versions of this program and of the server. */
@Command(name = "version", description = "Shows the versions of this program and of the server.")
final class Version implements Runnable {
  private final Session session;

  Version(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode versions = JsonNodeFactory.instance.objectNode();
    versions.put("client", client());
    CliException unreachable = null;
    try {
      JsonNode info = session.server().get("/server/info");
      versions.put("server", info.path("platformVersion").asText("unknown"));
      JsonNode v = info.path("version");
      versions.put(
          "compatibleWith",
          v.path("major").asText()
              + "."
              + v.path("minor").asText()
              + "."
              + v.path("patch").asText());
      versions.put("deploymentMode", info.path("deploymentMode").asText());
    } catch (CliException e) {
      unreachable = e;
    }
    session.printer().print(versions, () -> table(versions));
    if (unreachable != null) {
      throw unreachable;
    }
  }

  private static String table(JsonNode versions) {
    return new Fields()
        .add("Client", versions.path("client").asText())
        .add("Server", versions.path("server").asText())
        .add("Compatible with", versions.path("compatibleWith").asText())
        .add("Deployment mode", versions.path("deploymentMode").asText())
        .text();
  }

  private static String client() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
