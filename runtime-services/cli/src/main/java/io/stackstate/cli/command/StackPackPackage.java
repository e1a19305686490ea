package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an archive of the source of a StackPack. */
@Command(name = "package", description = "Makes an archive of the source of a StackPack.")
final class StackPackPackage implements Runnable {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "With stackpack.conf, or with src/main/stackpack; default here.")
  private Path folder;

  @Option(names = "--version", paramLabel = "VERSION", description = "Instead of the source's.")
  private String version;

  @Option(
      names = {"--file", "-f"},
      paramLabel = "FILE",
      description = "Default NAME-VERSION.sts, here.")
  private String file;

  StackPackPackage(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    PackSource source = PackSource.read(folder, version, "");
    String written = file == null ? source.fileName() : file;
    Files.write(written, source.archive());
    session
        .printer()
        .print(
            JsonNodeFactory.instance
                .objectNode()
                .put("name", source.name())
                .put("version", source.version())
                .put("file", written),
            () -> written);
  }
}
