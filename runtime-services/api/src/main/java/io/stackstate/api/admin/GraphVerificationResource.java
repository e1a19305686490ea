package io.stackstate.api.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.VerificationReport;
import java.io.IOException;

/**
 * {@code /admin/graph/verify}: {@code POST} begins a verification of the graph, with {@code
 * repair=true} one that mends what differs; {@code GET} tells whether one is running and what the
 * last one found.
 */
public final class GraphVerificationResource {
  private final GraphVerifier verifier;

  public GraphVerificationResource(GraphVerifier verifier) {
    this.verifier = verifier;
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_ADMIN_API, "/admin/graph/verify", call -> status());
    routes.post(Permission.ACCESS_ADMIN_API, "/admin/graph/verify", this::start);
  }

  private Answer start(Call call) {
    if (!verifier.start(call.flagParam("repair"))) {
      throw ApiException.of(409, "a verification of the graph is running already");
    }
    return status();
  }

  private Answer status() {
    GraphVerifier.Status status = verifier.status();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeStringField("_type", "GraphVerification");
          out.writeStringField("state", status.running().isPresent() ? "Running" : "Idle");
          if (status.running().isPresent()) {
            out.writeObjectFieldStart("running");
            write(out, status.running().get());
            out.writeStringField("phase", status.phase());
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

  private static void write(JsonGenerator out, GraphVerifier.Run run) throws IOException {
    out.writeNumberField("startedMillis", run.startedMillis());
    out.writeBooleanField("repair", run.repair());
    out.writeBooleanField("scheduled", run.scheduled());
  }

  private static void write(JsonGenerator out, GraphVerifier.Finished finished) throws IOException {
    write(out, finished.run());
    out.writeNumberField("finishedMillis", finished.finishedMillis());
    out.writeStringField("outcome", finished.report().isPresent() ? "Succeeded" : "Failed");
    if (finished.report().isEmpty()) {
      out.writeStringField("error", finished.error());
      return;
    }
    VerificationReport report = finished.report().get();
    out.writeBooleanField("agrees", report.agrees());
    out.writeNumberField("count", report.count());
    out.writeBooleanField("repaired", report.repaired());
    out.writeArrayFieldStart("differences");
    for (String difference : report.differences()) {
      out.writeString(difference);
    }
    out.writeEndArray();
  }
}
