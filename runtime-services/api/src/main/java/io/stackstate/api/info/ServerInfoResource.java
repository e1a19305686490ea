package io.stackstate.api.info;

import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;

/**
 * {@code GET /api/server/info}, from which clients decide whether they can talk to this server
 * (REST sheet, sections 6.1 and 9.2), and {@code GET /api/server/status}, by which they probe their
 * token.
 */
public final class ServerInfoResource {
  /** The release of the product that the API is compatible with. */
  private static final int[] COMPATIBLE = {5, 1, 16};

  private final BuildInfo build;

  public ServerInfoResource(BuildInfo build) {
    this.build = build;
  }

  public void bind(Routes routes) {
    routes.getForAll("/api/server/info", this::info);
    routes.getForAll("/api/server/status", this::status);
  }

  private Answer info(Call call) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("version");
          out.writeNumberField("major", COMPATIBLE[0]);
          out.writeNumberField("minor", COMPATIBLE[1]);
          out.writeNumberField("patch", COMPATIBLE[2]);
          // Without it the commit would make a pre-release, or no semantic version at all.
          out.writeStringField("diff", "0");
          out.writeStringField("commit", build.commit());
          out.writeBooleanField("isDev", false);
          out.writeEndObject();
          out.writeStringField("deploymentMode", "SelfHosted");
          out.writeStringField("platformVersion", build.version());
          out.writeArrayFieldStart("applicationDomains");
          out.writeString("Observability");
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer status(Call call) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "OK");
          out.writeEndObject();
        });
  }
}
