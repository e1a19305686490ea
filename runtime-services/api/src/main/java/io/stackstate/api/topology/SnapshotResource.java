package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.cause.CauseTree;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.Routes;
import io.stackstate.model.change.Problem;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.topology.ProblemSelection;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code POST /api/snapshot}: the components that a query selects, the relations between them and
 * the problems that concern them, now or in the past (query sheet, section 4.1). Whatever keeps a
 * well-formed query from an answer is itself an answer, with status 200.
 */
public final class SnapshotResource {
  private final QueryGate gate;

  public SnapshotResource(QueryGate gate) {
    this.gate = gate;
  }

  public void bind(Routes routes) {
    routes.post(Permission.ACCESS_EXPLORE, "/api/snapshot", this::snapshot);
  }

  private Answer snapshot(Call call) throws InterruptedException {
    SnapshotRequest request = SnapshotRequest.read(call.body());
    Query query = QueryGate.own(call, request.query());
    return gate.run(
        call,
        request.queryTime(),
        response -> out -> writeWrapped(out, request, response),
        source -> evaluate(query, source, request));
  }

  private JsonBody evaluate(Query query, QueryGate.Source source, SnapshotRequest request)
      throws QueryTooLargeException, QueryTimeoutException, QueryGate.ResultTooLargeException {
    TopologySnapshot snapshot = source.snapshot();
    RoaringBitmap selected =
        source.engine().evaluate(query, snapshot, source.options()).components();
    RoaringBitmap components = CauseTree.of(snapshot, selected, request.causes());
    int most = gate.limits().maxResultElements();
    if (components.getLongCardinality() > most) {
      throw new QueryGate.ResultTooLargeException(most);
    }
    RoaringBitmap relations = Relations.among(components, snapshot);
    int limit = gate.limits().maxResultRelations();
    if (relations.getLongCardinality() > limit) {
      throw new QueryGate.ResultTooLargeException(limit);
    }
    List<Problem> problems = ProblemSelection.of(snapshot, selected);
    return out -> SnapshotWriter.write(out, snapshot, components, relations, problems, request);
  }

  private static void writeWrapped(JsonGenerator out, SnapshotRequest request, JsonBody response)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "QuerySnapshotResult");
    if (request.viewId().isPresent()) {
      out.writeNumberField("viewId", request.viewId().getAsLong());
    }
    out.writeFieldName("viewSnapshotResponse");
    response.write(out);
    out.writeEndObject();
  }
}
