package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the source of a StackPack onto the platform, for who is writing one. */
@Command(
    name = "test",
    description = {
      "Packs the source of a StackPack as a version of its own, uploads it, and installs it or"
          + " upgrades what is installed."
    })
final class StackPackTest implements Runnable {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "With stackpack.conf, or with src/main/stackpack; default here.")
  private Path folder;

  @Option(
      names = {"--parameter", "-p"},
      paramLabel = "KEY=VALUE",
      description = "For the installation; --config KEY=VALUE is the same.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--unlocked-strategy",
      paramLabel = "STRATEGY",
      defaultValue = "fail",
      description = "For nodes that were unlocked and changed: fail, skip or overwrite.")
  private String unlocked;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait.")
  private long timeout;

  StackPackTest(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    PackSource source = PackSource.readForTest(folder, session.now().toEpochMilli());
    Packs.validate(session, source.fileName(), source.archive());
    Packs.upload(session, source.fileName(), source.archive());
    JsonNode pack = Packs.find(session, source.name());
    long id;
    if (pack.path("configurations").isEmpty()) {
      JsonNode instance =
          StackPackInstall.install(
              session, source.name(), StackPackInstall.inputs(session, parameters), unlocked);
      id = instance.path("id").asLong();
    } else {
      StackPackUpgrade.upgrade(session, source.name(), unlocked);
      id = pack.path("configurations").path(0).path("id").asLong();
    }
    JsonNode instance = Packs.await(session, source.name(), id, timeout);
    session.printer().print(instance, () -> StackPackInstall.told(source.name(), instance));
  }
}
