package io.stackstate.api.admin;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.StackGraph;
import java.time.Duration;
import java.time.InstantSource;

/**
 * {@code /admin/retention}: how long history is kept, and removing what has expired (REST sheet,
 * section 9.4; query sheet, section 12.2).
 */
public final class RetentionResource {
  private final StackGraph graph;
  private final Job<Boolean, Void, Boolean> removal;
  private final Duration patience;

  /**
   * @param removal of this graph
   * @param patience how long a request that waits for a removal does so
   */
  public RetentionResource(
      StackGraph graph, Job<Boolean, Void, Boolean> removal, Duration patience) {
    this.graph = graph;
    this.removal = removal;
    this.patience = patience;
  }

  /** The job that removes expired history; whatever it is asked, it removes all. */
  public static Job<Boolean, Void, Boolean> removal(StackGraph graph, InstantSource clock) {
    return new Job<>(
        "removal of expired history",
        (all, watcher) -> {
          graph.expireNow();
          return all;
        },
        clock);
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_ADMIN_API, "/admin/retention/window", call -> window());
    routes.post(Permission.ACCESS_ADMIN_API, "/admin/retention/window", this::setWindow);
    routes.get(Permission.ACCESS_ADMIN_API, "/admin/retention/currentEpoch", call -> epoch());
    routes.post(Permission.ACCESS_ADMIN_API, "/admin/retention/removeExpiredData", this::remove);
  }

  private Answer window() {
    return number("windowMs", graph.retentionWindowMillis());
  }

  private Answer setWindow(Call call) {
    JsonFields body = call.body();
    String expected = "milliseconds, at least 1";
    long window =
        body.whole("windowMs", 1, expected).orElseThrow(() -> body.bad("windowMs", expected));
    boolean schedule = call.flagParam("scheduleRemoval");
    graph.setRetentionWindowMillis(window);
    if (schedule) {
      removal.start(true);
    }
    return window();
  }

  private Answer epoch() {
    return number("epochTx", graph.epochCommit());
  }

  /**
   * Without {@code expireImmediatelyAndRestart} the removal goes on behind the answer; nothing is
   * restarted in either case.
   */
  private Answer remove(Call call) throws InterruptedException {
    boolean wait = call.flagParam("expireImmediatelyAndRestart");
    removal.start(true);
    String progress = progress(wait ? removal.await(patience) : removal.status());
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("progress");
          out.writeStringField("_type", progress);
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private static String progress(Job.Status<Boolean, Void, Boolean> status) {
    if (status.running().isPresent()) {
      return "RemovalInProgress";
    }
    boolean succeeded = status.last().flatMap(Job.Finished::result).isPresent();
    return succeeded ? "RemovalSucceeded" : "RemovalFailed";
  }

  private static Answer number(String field, long value) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeNumberField(field, value);
          out.writeEndObject();
        });
  }
}
