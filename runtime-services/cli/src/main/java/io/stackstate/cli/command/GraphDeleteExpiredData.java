package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes history that has expired (REST sheet, section 9.4). */
@Command(name = "delete-expired-data", description = "Removes history that has expired.")
final class GraphDeleteExpiredData implements Runnable {
  private final Session session;

  @Option(names = "--immediate", description = "Waits until it is done.")
  private boolean immediate;

  GraphDeleteExpiredData(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer =
        session
            .server()
            .postToAdmin(
                "/retention/removeExpiredData?expireImmediatelyAndRestart=" + immediate, null);
    String progress = answer.at("/progress/_type").asText();
    if (progress.equals("RemovalFailed")) {
      throw new CliException(
          ExitCode.REQUEST, "expired history was not removed; the server's log says why");
    }
    boolean done = progress.equals("RemovalSucceeded");
    session
        .printer()
        .print(
            answer,
            () -> done ? "Expired history is removed." : "Expired history is being removed.");
  }
}
