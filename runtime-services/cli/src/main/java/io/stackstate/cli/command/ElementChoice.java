package io.stackstate.cli.command;

import io.stackstate.cli.http.Server;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which element a command is about. */
final class ElementChoice {
  @Parameters(
      index = "0",
      paramLabel = "ELEMENT",
      description = "Id or identifier of a component; with --relation the id of a relation.")
  private String element;

  @Option(names = "--relation", description = "It is a relation.")
  private boolean relation;

  /** Its path below the API. */
  String path() {
    return (relation ? "/relations/" : "/components/") + Server.encode(element);
  }

  String given() {
    return element;
  }
}
