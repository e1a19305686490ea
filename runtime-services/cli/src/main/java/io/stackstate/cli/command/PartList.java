package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the checks or streams of an element, whoever made them. */
@Command(name = "list", description = "Lists those of an element, whoever made them.")
final class PartList implements Runnable {
  private final Session session;
  private final ElementPart part;

  @Mixin private ElementChoice element;

  @Mixin private AtOption at;

  PartList(Session session, ElementPart part) {
    this.session = session;
    this.part = part;
  }

  @Override
  public void run() {
    String time = at.isNow() ? "now" : Long.toString(at.time(session).toEpochMilli());
    JsonNode list = session.server().get(element.path() + "/" + part.path() + "?queryTime=" + time);
    Table table = part.table(list);
    session
        .printer()
        .print(
            list,
            () ->
                table.isEmpty()
                    ? part.none(element.given())
                    : table.text(session.terminal().colors()));
  }
}
