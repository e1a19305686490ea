package io.stackstate.api.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.cause.CauseDistances;
import io.stackstate.api.cause.ProblemWindow;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.SnapshotLimits;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Problem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /api/problems/{id}/causing-events}: what may have caused a problem, the most likely
 * first (REST sheet, section 6.11; health sheet, section 7.4).
 */
public final class CausingEventsResource {
  private static final int LEAST = 1;
  private static final int MOST = 1_000;
  private static final int USUAL = 50;

  private final ProblemLookup lookup;
  private final CausingEventSource events;
  private final int maxElements;
  private final Semaphore active;

  public CausingEventsResource(
      Topologies topologies,
      CausingEventSource events,
      SnapshotLimits limits,
      InstantSource clock) {
    this.lookup = new ProblemLookup(topologies, limits.defaultTimeout(), clock);
    this.events = events;
    this.maxElements = limits.maxLoadedElements();
    this.active = new Semaphore(limits.maxActiveQueries());
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/problems/{id}/causing-events", this::causes);
  }

  private Answer causes(Call call) throws InterruptedException {
    int limit = limit(call);
    if (!active.tryAcquire()) {
      throw ProblemErrors.tooManyActiveQueries();
    }
    try {
      return Answer.ok(causes(lookup.find(call, "topologyTime"), limit));
    } finally {
      active.release();
    }
  }

  private JsonBody causes(ProblemLookup.Found found, int limit) {
    Problem problem = found.problem();
    ProblemWindow window = ProblemWindow.of(problem);
    if (problem.contributingCount() >= maxElements) {
      return out -> writeType(out, "TooManyTopologyResults");
    }
    if (window.to() < events.keptSinceMillis()) {
      return out -> writeType(out, "CausingEventsAreNotAvailableForTheTime");
    }
    long to = Math.min(window.to(), found.timeMillis());
    List<CausingEvent> candidates =
        events.find(found.snapshot(), found.scoped(), problem, window.from(), to);
    List<CausingEvent> best =
        new CausingEventRanking(problem, CauseDistances.of(found.snapshot(), problem))
            .best(candidates, limit);
    return out -> {
      out.writeStartObject();
      out.writeStringField("_type", "CausingEventsResult");
      out.writeArrayFieldStart("items");
      for (CausingEvent event : best) {
        event.json().write(out);
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private static void writeType(JsonGenerator out, String type) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", type);
    out.writeEndObject();
  }

  private static int limit(Call call) {
    String expected = "a whole number from " + LEAST + " to " + MOST;
    long limit = call.longParam("limit", Long.MIN_VALUE, Long.MAX_VALUE, expected).orElse(USUAL);
    if (limit < LEAST || limit > MOST) {
      throw ProblemErrors.limitOutOfRange(limit, LEAST, MOST);
    }
    return (int) limit;
  }
}
