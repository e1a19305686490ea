package io.stackstate.api.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.kafka.GraphRebuild;
import java.io.IOException;

/**
 * {@code /admin/graph/rebuild}: {@code POST} begins to make a fresh graph from the change log, with
 * {@code force=true} also when that loses history; {@code GET} tells how far it is. The fresh graph
 * is used from the next start on.
 */
public final class GraphRebuildResource {
  private final GraphRebuilder rebuilder;

  public GraphRebuildResource(GraphRebuilder rebuilder) {
    this.rebuilder = rebuilder;
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_ADMIN_API, "/admin/graph/rebuild", call -> status());
    routes.post(Permission.ACCESS_ADMIN_API, "/admin/graph/rebuild", this::start);
  }

  private Answer start(Call call) {
    if (!rebuilder.start(call.flagParam("force"))) {
      throw ApiException.of(409, "the graph is being rebuilt already");
    }
    return status();
  }

  private Answer status() {
    GraphRebuilder.Status status = rebuilder.status();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", "GraphRebuild");
          out.writeStringField("state", status.running().isPresent() ? "Running" : "Idle");
          if (status.running().isPresent()) {
            out.writeObjectFieldStart("running");
            out.writeNumberField("startedMillis", status.running().get().startedMillis());
            out.writeNumberField("commit", status.progress().commit());
            out.writeNumberField("lag", status.progress().lag());
            out.writeEndObject();
          }
          if (status.last().isPresent()) {
            out.writeObjectFieldStart("last");
            write(out, status.last().get());
            out.writeEndObject();
          }
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, GraphRebuilder.Finished finished)
      throws IOException {
    out.writeNumberField("startedMillis", finished.startedMillis());
    out.writeNumberField("finishedMillis", finished.finishedMillis());
    out.writeStringField("outcome", finished.result().isPresent() ? "Succeeded" : "Failed");
    if (finished.result().isEmpty()) {
      out.writeStringField("error", finished.error());
      return;
    }
    GraphRebuild.Result result = finished.result().get();
    out.writeNumberField("commit", result.commit());
    out.writeNumberField("components", result.components());
    out.writeNumberField("relations", result.relations());
    out.writeNumberField("settings", result.settings());
  }
}
