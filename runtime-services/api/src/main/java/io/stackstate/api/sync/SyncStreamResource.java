package io.stackstate.api.sync;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/**
 * {@code /api/synchronization/topology/streams}: the synchronizations as the genuine command line
 * reads them (REST sheet, section 6.10).
 */
public final class SyncStreamResource {
  private static final String PREFIX = "/api/synchronization/topology/streams";

  private final Synchronizations synchronizations;
  private final SyncStatusBoard board;
  private final InstantSource clock;

  public SyncStreamResource(
      Synchronizations synchronizations, SyncStatusBoard board, InstantSource clock) {
    this.synchronizations = synchronizations;
    this.board = board;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, PREFIX, this::list)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, PREFIX + "/sync", this::describe)
        .get(Permission.ACCESS_SYNCHRONIZATION_DATA, PREFIX + "/status", this::status)
        .post(Permission.EXECUTE_NODE_SYNC, PREFIX + "/clearErrors", this::clearErrors);
  }

  private Answer list(Call call) {
    List<Synchronizations.View> views = synchronizations.all();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("streams");
          for (Synchronizations.View view : views) {
            writeItem(out, view);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer describe(Call call) {
    Synchronizations.View view = find(call);
    LatencyBuckets latency = board.latency(view.settings().id());
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("item");
          writeItem(out, view);
          out.writeArrayFieldStart("errorDetails");
          if (view.status() != null) {
            for (SyncStatus.Error error : view.status().errorDetails()) {
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
    LatencyBuckets latency = board.latency(find(call).settings().id());
    return Answer.ok(out -> latency.write(out, clock.millis()));
  }

  private Answer clearErrors(Call call) throws InterruptedException {
    synchronizations.clearErrors(find(call).settings().id());
    return Answer.noContent();
  }

  private Synchronizations.View find(Call call) {
    String identifier =
        call.param("identifier")
            .orElseThrow(() -> invalid("identifier: found nothing, expected a node id or URN"));
    boolean isNumber = identifier.matches("\\d{1,18}");
    String type = call.param("identifierType").orElse(isNumber ? "NodeId" : "Identifier");
    long id =
        switch (type) {
          case "Identifier" -> Synchronizations.id(identifier);
          case "NodeId" -> {
            if (!isNumber) {
              throw invalid("identifier: found " + identifier + ", expected the id of a node");
            }
            yield Long.parseLong(identifier);
          }
          default ->
              throw invalid("identifierType: found " + type + ", expected NodeId or Identifier");
        };
    return synchronizations
        .find(id)
        .orElseThrow(() -> failure(404, "synchronization " + identifier + " does not exist"));
  }

  private static void writeItem(JsonGenerator out, Synchronizations.View view) throws IOException {
    SyncStatus status = view.status();
    out.writeStartObject();
    out.writeNumberField("nodeId", view.settings().id());
    out.writeStringField("name", view.settings().name());
    if (view.settings().identifier() != null) {
      out.writeStringField("syncIdentifier", view.settings().identifier());
    }
    out.writeNumberField("createdComponents", status == null ? 0 : status.createdComponents());
    out.writeNumberField("deletedComponents", status == null ? 0 : status.deletedComponents());
    out.writeNumberField("createdRelations", status == null ? 0 : status.createdRelations());
    out.writeNumberField("deletedRelations", status == null ? 0 : status.deletedRelations());
    out.writeNumberField("errors", status == null ? 0 : status.errors());
    out.writeStringField("status", IntegrationWriter.streamState(view).name());
    out.writeEndObject();
  }

  private static ApiException invalid(String message) {
    return failure(400, message);
  }

  /** {@code InvalidSyncIdentifier} and {@code TopologySyncError} have no {@code _type}. */
  private static ApiException failure(int status, String message) {
    return ApiException.withBody(
        status,
        message,
        out -> {
          out.writeStartObject();
          out.writeStringField("message", message);
          out.writeEndObject();
        });
  }
}
