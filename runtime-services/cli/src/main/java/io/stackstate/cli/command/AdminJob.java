package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Something that the server does behind its answer: begins it, and waits for its end. */
final class AdminJob {
  private static final long FIRST_POLL_MILLIS = 100;
  private static final long LONGEST_POLL_MILLIS = 2_000;

  private final Session session;
  private final String path;

  /**
   * @param path below {@code /admin}: {@code POST} begins, {@code GET} tells
   */
  AdminJob(Session session, String path) {
    this.session = session;
    this.path = path;
  }

  /**
   * Begins it and waits.
   *
   * @param parameters of the first request, with their question mark; may be empty
   * @param progress what to tell people about the object {@code running}; blank for nothing
   * @return the answer in which it has ended, with the object {@code last}
   * @throws CliException when it failed
   */
  JsonNode run(String parameters, Function<JsonNode, String> progress) {
    JsonNode status = session.server().postToAdmin(path + parameters, null);
    long poll = FIRST_POLL_MILLIS;
    String told = "";
    while (status.path("state").asText().equals("Running")) {
      String now = progress.apply(status.path("running"));
      if (!now.isEmpty() && !now.equals(told)) {
        session.printer().note(now);
        told = now;
      }
      pause(poll);
      poll = Math.min(LONGEST_POLL_MILLIS, poll * 2);
      status = session.server().getFromAdmin(path);
    }
    JsonNode last = status.path("last");
    if (last.path("outcome").asText().equals("Failed")) {
      throw new CliException(ExitCode.REQUEST, last.path("error").asText());
    }
    return status;
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.REQUEST, "interrupted; the server goes on");
    }
  }
}
