package io.stackstate.cli.command;

import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The intake of the receiver, as Agents use it.
 *
 * @param path of what is posted to
 */
record Intake(Server server, String path) {
  private static final String PATH = "/stsAgent/intake";
  private static final int UNAVAILABLE = 503;
  private static final int TOO_LARGE = 413;
  private static final int TRIES = 20;
  private static final int MAX_PAUSE_SECONDS = 30;

  Intake(Server server) {
    this(server, PATH);
  }

  /**
   * Posts once.
   *
   * @return what the receiver says about an accepted message
   * @throws CliException with what to do, when it was not accepted
   */
  Answer post(byte[] gzip, LongConsumer progress) {
    Answer answer = server.postToReceiver(path, gzip, progress);
    requireAccepted(answer);
    return answer;
  }

  /** As {@link #post}, again and again as long as the receiver is busy. */
  Answer postPatiently(byte[] gzip) throws InterruptedException {
    Answer answer = server.postToReceiver(path, gzip, sent -> {});
    for (int tries = 1; answer.status() == UNAVAILABLE && tries < TRIES; tries++) {
      TimeUnit.SECONDS.sleep(pause(answer));
      answer = server.postToReceiver(path, gzip, sent -> {});
    }
    requireAccepted(answer);
    return answer;
  }

  private static int pause(Answer answer) {
    String after = answer.retryAfter().orElse("2");
    return after.matches("\\d{1,4}") ? Math.min(MAX_PAUSE_SECONDS, Integer.parseInt(after)) : 2;
  }

  private static void requireAccepted(Answer answer) {
    if (answer.status() == UNAVAILABLE) {
      String after = answer.retryAfter().orElse("a few");
      throw new CliException(
          ExitCode.REQUEST,
          "the receiver is busy, nothing was stored; send it again in " + after + " seconds");
    }
    if (answer.status() == 403) {
      throw new CliException(
          ExitCode.REQUEST, "the receiver refuses the key; give another one with --receiver-key");
    }
    if (answer.status() == TOO_LARGE && answer.json().isMissingNode()) {
      throw new CliException(
          ExitCode.REQUEST, "the message is too large for the receiver; split it (HTTP 413)");
    }
    if (answer.status() / 100 != 2 && answer.json().hasNonNull("path")) {
      String field = answer.json().get("path").asText();
      String message = field.isEmpty() ? answer.message() : field + ": " + answer.message();
      throw new CliException(ExitCode.REQUEST, message + " (HTTP " + answer.status() + ")");
    }
    Server.ok(answer);
  }
}
