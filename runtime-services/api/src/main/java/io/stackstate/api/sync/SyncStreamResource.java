package io.stackstate.api.sync;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.ElementId;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * {@code /api/synchronization/topology/streams}: the synchronizations as the genuine command line
 * reads them (REST sheet, section 6.10).
 */
public final class SyncStreamResource {
  private static final String PREFIX = "/api/synchronization/topology/streams";

  private final List<SyncStreams> origins;
  private final SyncStatusBoard board;
  private final InstantSource clock;

  public SyncStreamResource(List<SyncStreams> origins, SyncStatusBoard board, InstantSource clock) {
    this.origins = List.copyOf(origins);
    this.board = board;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, PREFIX, this::list)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, PREFIX + "/sync", this::describe)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, PREFIX + "/status", this::status)
        .post(Permission.EXECUTE_NODE_SYNC, PREFIX + "/clearErrors", this::clearErrors)
        .post(Permission.EXECUTE_NODE_SYNC, PREFIX + "/reset", this::reset);
  }

  private Answer list(Call call) {
    List<SyncStreams.Stream> streams =
        origins.stream().flatMap(origin -> origin.streams().stream()).toList();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("streams");
          for (SyncStreams.Stream stream : streams) {
            writeItem(out, stream);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer describe(Call call) {
    SyncStreams.Stream stream = find(call);
    LatencyBuckets latency = board.latency(stream.id());
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("item");
          writeItem(out, stream);
          out.writeArrayFieldStart("errorDetails");
          if (stream.status() != null) {
            for (SyncStatus.Error error : stream.status().errorDetails()) {
              IntegrationWriter.writeError(out, error);
            }
          }
          out.writeEndArray();
          out.writeFieldName("metrics");
          latency.write(out, clock.millis());
          out.writeEndObject();
        });
  }

  private Answer status(Call call) {
    LatencyBuckets latency = board.latency(find(call).id());
    return Answer.ok(out -> latency.write(out, clock.millis()));
  }

  private Answer clearErrors(Call call) throws InterruptedException {
    long id = find(call).id();
    for (SyncStreams origin : origins) {
      if (origin.clearErrors(id)) {
        break;
      }
    }
    return Answer.noContent();
  }

  private Answer reset(Call call) throws InterruptedException {
    SyncStreams.Stream stream = find(call);
    for (SyncStreams origin : origins) {
      if (origin.reset(stream.id())) {
        return Answer.noContent();
      }
    }
    throw failure(409, stream.name() + " is being deleted");
  }

  private SyncStreams.Stream find(Call call) {
    String identifier =
        call.param("identifier")
            .orElseThrow(() -> invalid("identifier: found nothing, expected a node id or URN"));
    OptionalLong id = ElementId.parse(identifier);
    String type = call.param("identifierType").orElse(id.isPresent() ? "NodeId" : "Identifier");
    Optional<SyncStreams.Stream> found =
        switch (type) {
          case "Identifier" -> first(origin -> origin.stream(identifier));
          case "NodeId" -> {
            if (id.isEmpty()) {
              throw invalid("identifier: found " + identifier + ", expected the id of a node");
            }
            yield first(origin -> origin.stream(id.getAsLong()));
          }
          default ->
              throw invalid("identifierType: found " + type + ", expected NodeId or Identifier");
        };
    return found.orElseThrow(
        () -> failure(404, "synchronization " + identifier + " does not exist"));
  }

  private Optional<SyncStreams.Stream> first(
      Function<SyncStreams, Optional<SyncStreams.Stream>> lookUp) {
    return origins.stream().flatMap(origin -> lookUp.apply(origin).stream()).findFirst();
  }

  private static void writeItem(JsonGenerator out, SyncStreams.Stream stream) throws IOException {
    SyncStatus status = stream.status();
    out.writeStartObject();
    out.writeNumberField("nodeId", stream.id());
    out.writeStringField("name", stream.name());
    if (stream.identifier() != null) {
      out.writeStringField("syncIdentifier", stream.identifier());
    }
    out.writeNumberField("createdComponents", status == null ? 0 : status.createdComponents());
    out.writeNumberField("deletedComponents", status == null ? 0 : status.deletedComponents());
    out.writeNumberField("createdRelations", status == null ? 0 : status.createdRelations());
    out.writeNumberField("deletedRelations", status == null ? 0 : status.deletedRelations());
    out.writeNumberField("errors", status == null ? 0 : status.errors());
    out.writeStringField("status", stream.state().name());
    out.writeEndObject();
  }

  private static ApiException invalid(String message) {
    return failure(400, message);
  }

  /** {@code InvalidSyncIdentifier} and {@code TopologySyncError} have no {@code _type}. */
  private static ApiException failure(int status, String message) {
    return ApiException.untyped(status, message, out -> {});
  }
}
