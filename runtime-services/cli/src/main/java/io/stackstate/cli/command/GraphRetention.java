package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Fields;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows or sets how long history is kept (REST sheet, section 9.4). */
@Command(
    name = "retention",
    description = "Shows or sets how long history is kept. The present is always kept.")
final class GraphRetention implements Runnable {
  private final Session session;

  @Option(names = "--set", paramLabel = "LENGTH", description = "For example 8d or 12h.")
  private String set;

  @Option(
      names = "--schedule-removal",
      description = "With --set: removes what is older now, not at the next clean-up.")
  private boolean scheduleRemoval;

  GraphRetention(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Duration wanted = set == null ? null : TimeArgument.duration("--set", set);
    Server server = session.server();
    JsonNode window;
    if (wanted == null) {
      window = server.getFromAdmin("/retention/window");
    } else {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("windowMs", wanted.toMillis());
      window = server.postToAdmin("/retention/window?scheduleRemoval=" + scheduleRemoval, body);
    }
    JsonNode epoch = server.getFromAdmin("/retention/currentEpoch");
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.set("windowMs", window.path("windowMs"));
    both.set("epochTx", epoch.path("epochTx"));
    session.printer().print(both, () -> text(both));
  }

  private static String text(JsonNode both) {
    long epoch = both.path("epochTx").asLong();
    return new Fields()
        .add("Retention window", length(both.path("windowMs").asLong()))
        .add("Oldest commit", epoch < 0 ? "everything is still there" : epoch)
        .text();
  }

  private static String length(long millis) {
    Duration window = Duration.ofMillis(millis);
    StringBuilder text = new StringBuilder();
    append(text, window.toDays(), "d");
    append(text, window.toHoursPart(), "h");
    append(text, window.toMinutesPart(), "m");
    append(text, window.toSecondsPart(), "s");
    append(text, window.toMillisPart(), "ms");
    return text.toString().strip();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit).append(' ');
    }
  }
}
