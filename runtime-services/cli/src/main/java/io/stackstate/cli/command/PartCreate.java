package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a check or stream of an element. */
@Command(
    name = "create",
    description = "Makes one from a JSON file.",
    footer = {"", "Examples of files: samples/health/check.json, samples/health/stream.json"})
final class PartCreate implements Runnable {
  private final Session session;
  private final ElementPart part;

  @Mixin private ElementChoice element;

  @Option(
      names = {"--file", "-f"},
      required = true,
      paramLabel = "FILE",
      description = "JSON; - is standard input.")
  private String file;

  PartCreate(Session session, ElementPart part) {
    this.session = session;
    this.part = part;
  }

  @Override
  public void run() {
    JsonNode made =
        Server.ok(
                session
                    .server()
                    .tryPost(
                        element.path() + "/" + part.path(),
                        "application/json",
                        Files.read(session, file)))
            .json();
    session
        .printer()
        .print(
            made,
            () -> "%s is made, with id %s.".formatted(made.path("name").asText(), made.path("id")));
  }
}
