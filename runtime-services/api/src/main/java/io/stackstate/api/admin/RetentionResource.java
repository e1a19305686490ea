package io.stackstate.api.admin;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.StackGraph;

/**
 * {@code /admin/retention}: how long history is kept, and removing what has expired (REST sheet,
 * section 9.4; query sheet, section 12.2).
 */
public final class RetentionResource {
  private final StackGraph graph;
  private final Removal removal;

  /**
   * @param removal runs {@link StackGraph#expireNow()}
   */
  public RetentionResource(StackGraph graph, Removal removal) {
    this.graph = graph;
    this.removal = removal;
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
      removal.start();
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
    removal.start();
    Removal.Progress progress = wait ? removal.await() : removal.progress();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("progress");
          out.writeStringField("_type", progress.name());
          out.writeEndObject();
          out.writeEndObject();
        });
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
