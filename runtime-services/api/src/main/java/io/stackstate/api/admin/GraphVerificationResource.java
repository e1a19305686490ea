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
  private static final JobAnswer<GraphVerifier.Asked, String, VerificationReport> ANSWER =
      new JobAnswer<>(
          "GraphVerification",
          GraphVerificationResource::asked,
          (out, phase) -> out.writeStringField("phase", phase),
          GraphVerificationResource::report);

  private final GraphVerifier verifier;

  public GraphVerificationResource(GraphVerifier verifier) {
    this.verifier = verifier;
  }

  public void bind(Routes routes) {
    routes.get(
        Permission.ACCESS_ADMIN_API, "/admin/graph/verify", call -> ANSWER.of(verifier.status()));
    routes.post(Permission.ACCESS_ADMIN_API, "/admin/graph/verify", this::start);
  }

  private Answer start(Call call) {
    if (!verifier.start(call.flagParam("repair"))) {
      throw ApiException.of(409, "a verification of the graph is running already");
    }
    return ANSWER.of(verifier.status());
  }

  private static void asked(JsonGenerator out, GraphVerifier.Asked asked) throws IOException {
    out.writeBooleanField("repair", asked.repair());
    out.writeBooleanField("scheduled", asked.scheduled());
  }

  private static void report(JsonGenerator out, VerificationReport report) throws IOException {
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
