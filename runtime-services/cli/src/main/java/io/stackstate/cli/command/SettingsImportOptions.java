package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Option;

/** How a document is imported; options of several commands. */
final class SettingsImportOptions {
  @Option(
      names = "--namespace",
      paramLabel = "URN",
      description = "Nodes of this namespace that the document lacks are deleted.")
  private String namespace;

  @Option(
      names = "--unlocked-strategy",
      paramLabel = "STRATEGY",
      description = "For nodes that were unlocked and changed: fail, skip or overwrite.")
  private String unlocked;

  @Option(
      names = "--locked-strategy",
      paramLabel = "STRATEGY",
      description = "For nodes that a StackPack locks: fail, skip or overwrite.")
  private String locked;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "SECONDS",
      description = "How long it may take.")
  private Long timeout;

  /** What the import changes, or would. */
  JsonNode send(Session session, String name, byte[] document, boolean dryRun) {
    ResourceFile.refuse(name, document, "settings nodes, STJ or STY");
    String query =
        Query.of(
            "dryRun",
            dryRun ? "true" : null,
            "details",
            "true",
            "file",
            name.equals("-") ? "stdin" : name,
            "namespace",
            namespace,
            "unlocked",
            unlocked,
            "locked",
            locked,
            "timeoutSeconds",
            timeout == null ? null : timeout.toString());
    return Server.ok(session.server().tryPost("/import" + query, "plain/text", document)).json();
  }
}
