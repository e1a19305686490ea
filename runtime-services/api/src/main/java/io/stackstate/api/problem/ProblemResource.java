package io.stackstate.api.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.cause.ProblemSubview;
import io.stackstate.api.cause.ProblemWindow;
import io.stackstate.api.cause.ProblemWriter;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.Relations;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Problem;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.topology.ProblemSelection;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code GET /api/problems}: the problems that concern what a query selects; {@code GET
 * /api/problems/{id}}: one with all of its causes; {@code GET /api/problems/{id}/subview}: the
 * topology in which to look at it; all now or at {@code time} (UI sheet, sections 8 and 18.1). What
 * keeps a query from an answer is told as by {@code POST /api/snapshot}.
 */
public final class ProblemResource {
  private final QueryGate gate;
  private final ProblemLookup lookup;

  public ProblemResource(
      QueryGate gate, Topologies topologies, Duration timeout, InstantSource clock) {
    this.gate = gate;
    this.lookup = new ProblemLookup(topologies, timeout, clock);
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/problems", this::list);
    routes.get(Permission.ACCESS_EXPLORE, "/api/problems/{id}", this::one);
    routes.get(Permission.ACCESS_EXPLORE, "/api/problems/{id}/subview", this::subview);
  }

  private Answer list(Call call) throws InterruptedException {
    Query query = QueryGate.own(call, call.param("query").orElse(""));
    OptionalLong time =
        call.param("time").filter(text -> !text.equals("now")).isEmpty()
            ? OptionalLong.empty()
            : call.longParam("time", 0, Long.MAX_VALUE);
    int limit =
        (int)
            call.longParam("limit", 1, ProblemSelection.MOST_SHOWN)
                .orElse(ProblemSelection.MOST_SHOWN);
    boolean all = call.param("query").isEmpty();
    return gate.run(
        call, time, UnaryOperator.identity(), source -> list(query, all, source, limit));
  }

  /** All problems concern everything, for which no query need be answered. */
  private static JsonBody list(Query query, boolean all, QueryGate.Source source, int limit)
      throws QueryTooLargeException, QueryTimeoutException {
    TopologySnapshot snapshot = source.snapshot();
    RoaringBitmap components =
        all
            ? snapshot.components()
            : source.engine().evaluate(query, snapshot, source.options()).components();
    List<Problem> problems = ProblemSelection.of(snapshot, components);
    return out -> {
      out.writeStartObject();
      out.writeFieldName("items");
      ProblemWriter.writeList(out, snapshot, problems.subList(0, Math.min(limit, problems.size())));
      out.writeNumberField("total", problems.size());
      out.writeEndObject();
    };
  }

  private Answer one(Call call) throws InterruptedException {
    ProblemLookup.Found found = lookup.find(call, "time");
    return Answer.stream(out -> ProblemWriter.write(out, found.snapshot(), found.problem()));
  }

  private Answer subview(Call call) throws InterruptedException {
    ProblemLookup.Found found = lookup.find(call, "time");
    TopologySnapshot snapshot = found.snapshot();
    RoaringBitmap components = ProblemSubview.of(snapshot, found.problem());
    RoaringBitmap relations = Relations.among(components, snapshot);
    ProblemWindow window = ProblemWindow.of(found.problem());
    return Answer.stream(
        out -> {
          out.writeStartObject();
          out.writeStringField("query", query(snapshot, components));
          out.writeNumberField("startTimestamp", window.from());
          out.writeNumberField("endTimestamp", window.to());
          out.writeArrayFieldStart("components");
          for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
            out.writeNumber(snapshot.componentId(i.next()));
          }
          out.writeEndArray();
          writeRelations(out, snapshot, relations);
          out.writeEndObject();
        });
  }

  private static void writeRelations(
      JsonGenerator out, TopologySnapshot snapshot, RoaringBitmap relations) throws IOException {
    out.writeArrayFieldStart("relations");
    for (IntIterator i = relations.getIntIterator(); i.hasNext(); ) {
      out.writeNumber(snapshot.relationId(i.next()));
    }
    out.writeEndArray();
  }

  /** Selects the same components. */
  private static String query(TopologySnapshot snapshot, RoaringBitmap components) {
    StringBuilder query = new StringBuilder("id IN (");
    for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
      query.append('"').append(snapshot.componentId(i.next())).append('"');
      query.append(i.hasNext() ? ", " : "");
    }
    return components.isEmpty() ? "NOT name = \"*\"" : query.append(')').toString();
  }
}
