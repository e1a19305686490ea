package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads an archive. */
@Command(name = "upload", description = "Uploads a StackPack, so that it can be installed.")
final class StackPackUpload implements Runnable {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The archive, .sts.")
  private String file;

  @Option(
      names = {"--file", "-f"},
      paramLabel = "FILE",
      description = "The same.")
  private String fileOption;

  StackPackUpload(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = Files.one(file, fileOption);
    String fileName = Path.of(path).getFileName().toString();
    JsonNode pack = Packs.upload(session, fileName, Files.read(session, path));
    pack.path("warnings").forEach(text -> session.printer().note("warning: " + text.asText()));
    String name = pack.path("name").asText();
    session
        .printer()
        .print(
            pack,
            () ->
                name
                    + " "
                    + pack.path("latestVersion").path("version").asText()
                    + " is uploaded; install it: stackstate stackpack install "
                    + name);
  }
}
