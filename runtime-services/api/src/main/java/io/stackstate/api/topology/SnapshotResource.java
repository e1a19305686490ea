package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryResult;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code POST /api/snapshot}: the components that a query selects and the relations between them,
 * now or in the past (query sheet, section 4.1). Whatever keeps a well-formed query from an answer
 * is itself an answer, with status 200.
 */
public final class SnapshotResource {
  private final Topologies topologies;
  private final SnapshotLimits limits;
  private final InstantSource clock;
  private final Semaphore active;

  public SnapshotResource(Topologies topologies, SnapshotLimits limits, InstantSource clock) {
    this.topologies = topologies;
    this.limits = limits;
    this.clock = clock;
    this.active = new Semaphore(limits.maxActiveQueries());
  }

  public void bind(Routes routes) {
    routes.post("/api/snapshot", this::snapshot);
  }

  private Answer snapshot(Call call) throws InterruptedException {
    Duration timeout = timeout(call);
    SnapshotRequest request = SnapshotRequest.read(call.body());
    Query query = parse(request.query());
    if (!active.tryAcquire()) {
      return typed(request, "ViewSnapshotTooManyActiveQueries", out -> {});
    }
    Answer answer = null;
    try {
      answer = evaluate(call, query, request, timeout);
    } finally {
      if (!(answer instanceof Answer.Stream)) {
        active.release();
      }
    }
    return answer;
  }

  /** The answer holds the query's permit when it is a stream, and only then. */
  private Answer evaluate(Call call, Query query, SnapshotRequest request, Duration timeout)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(timeout);
    try {
      TopologySnapshot snapshot =
          request.queryTime().isEmpty()
              ? topologies.now()
              : topologies.at(request.queryTime().getAsLong(), deadline);
      Duration left = Duration.between(clock.instant(), deadline);
      if (call.isCancelled() || left.isZero() || left.isNegative()) {
        throw new Topologies.SnapshotTimeoutException("no time is left for the query");
      }
      QueryResult result = new QueryEngine(limits.query(left)).evaluate(query, snapshot);
      RoaringBitmap components = result.components();
      RoaringBitmap relations = relationsAmong(components, snapshot);
      if (relations.getLongCardinality() > limits.maxResultRelations()) {
        return sizeOverflow(request, limits.maxResultRelations());
      }
      return new Answer.Stream(
          wrapped(
              request, out -> SnapshotWriter.write(out, snapshot, components, relations, request)),
          active::release);
    } catch (QueryTooLargeException e) {
      return sizeOverflow(request, e.limit());
    } catch (QueryTimeoutException | Topologies.SnapshotTimeoutException e) {
      return typed(
          request,
          "ViewSnapshotFetchTimeout",
          out -> out.writeNumberField("usedTimeoutSeconds", Math.max(1, timeout.toSeconds())));
    } catch (DataUnavailableException e) {
      return typed(
          request,
          "ViewSnapshotDataUnavailable",
          out -> {
            out.writeNumberField("unavailableAtEpochMs", e.unavailableAtMillis());
            out.writeNumberField("availableSinceEpochMs", e.availableSinceMillis());
          });
    }
  }

  private static RoaringBitmap relationsAmong(RoaringBitmap components, TopologySnapshot snapshot) {
    RoaringBitmap relations = new RoaringBitmap();
    TopologySnapshot.RelationVisitor keep =
        (relation, neighbour, direction) -> {
          if (components.contains(neighbour)) {
            relations.add(relation);
          }
        };
    for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
      snapshot.forEachOutgoing(i.next(), keep);
    }
    return relations;
  }

  private Duration timeout(Call call) {
    long seconds = limits.maxTimeout().toSeconds();
    OptionalLong inSeconds = call.longParam("timeoutSeconds", 1, Integer.MAX_VALUE);
    if (inSeconds.isPresent()) {
      return Duration.ofSeconds(Math.min(inSeconds.getAsLong(), seconds));
    }
    OptionalLong inMillis = call.longParam("timeout-ms", 1, Integer.MAX_VALUE);
    return inMillis.isPresent()
        ? Duration.ofMillis(Math.min(inMillis.getAsLong(), limits.maxTimeout().toMillis()))
        : limits.defaultTimeout();
  }

  private static Query parse(String text) {
    try {
      return Query.parse(text);
    } catch (StqlParseException e) {
      throw ApiException.withBody(
          400,
          e.getMessage(),
          out -> {
            out.writeStartObject();
            out.writeStringField("_type", "QueryParsingFailure");
            out.writeStringField("reason", e.getMessage());
            out.writeEndObject();
          });
    }
  }

  private static Answer sizeOverflow(SnapshotRequest request, int limit) {
    return typed(
        request, "ViewSnapshotTopologySizeOverflow", out -> out.writeNumberField("maxSize", limit));
  }

  private static Answer typed(SnapshotRequest request, String type, JsonBody fields) {
    return answer(
        request,
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", type);
          fields.write(out);
          out.writeEndObject();
        });
  }

  private static Answer answer(SnapshotRequest request, JsonBody response) {
    return Answer.ok(wrapped(request, response));
  }

  private static JsonBody wrapped(SnapshotRequest request, JsonBody response) {
    return out -> writeWrapped(out, request, response);
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
