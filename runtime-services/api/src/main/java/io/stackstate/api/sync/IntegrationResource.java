package io.stackstate.api.sync;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import java.util.List;

/** {@code /api/integrations}: declares, shows and removes integrations. */
public final class IntegrationResource {
  private final Synchronizations synchronizations;

  public IntegrationResource(Synchronizations synchronizations) {
    this.synchronizations = synchronizations;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_SETTINGS, "/api/integrations", this::list)
        .get(Permission.READ_SETTINGS, "/api/integrations/{identifier}", this::get)
        .put(Permission.UPDATE_SETTINGS, "/api/integrations/{identifier}", this::put)
        .delete(Permission.UPDATE_SETTINGS, "/api/integrations/{identifier}", this::delete);
  }

  private Answer list(Call call) {
    List<Synchronizations.View> views = synchronizations.all();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("integrations");
          for (Synchronizations.View view : views) {
            IntegrationWriter.write(out, view);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer get(Call call) {
    String identifier = call.path("identifier");
    return answer(
        synchronizations
            .find(Synchronizations.id(identifier))
            .orElseThrow(() -> notFound(identifier)));
  }

  private Answer put(Call call) throws InterruptedException {
    return answer(
        synchronizations.put(IntegrationRequest.read(call.path("identifier"), call.body())));
  }

  private Answer delete(Call call) throws InterruptedException {
    String identifier = call.path("identifier");
    if (!synchronizations.delete(identifier)) {
      throw notFound(identifier);
    }
    return Answer.noContent();
  }

  private static Answer answer(Synchronizations.View view) {
    return Answer.ok(out -> IntegrationWriter.write(out, view));
  }

  private static ApiException notFound(String identifier) {
    return ApiException.of(404, "integration " + identifier + " does not exist");
  }
}
