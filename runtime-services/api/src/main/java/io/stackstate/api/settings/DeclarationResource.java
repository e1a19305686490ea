package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.stj.ImportPlan;
import io.stackstate.stackpacks.stj.StjSource;
import java.io.IOException;

/**
 * {@code /api/declarations/{owner}}: settings that somebody declares as a whole. {@code POST
 * .../{owner}} applies a document, with {@code dryRun=true} it only answers the difference.
 */
public final class DeclarationResource {
  private static final String PATH = "/api/declarations/{owner}";

  /** Lists of more nodes are what {@code /api/node/{type}} is for. */
  private static final int MOST_IDS = 20;

  private final Declarations declarations;
  private final long maxBytes;

  /**
   * @param maxBytes of a document
   */
  public DeclarationResource(Declarations declarations, long maxBytes) {
    this.declarations = declarations;
    this.maxBytes = maxBytes;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_SETTINGS, PATH, this::get)
        .upload(Permission.UPDATE_SETTINGS, PATH, maxBytes, this::apply)
        .delete(Permission.UPDATE_SETTINGS, PATH, this::delete);
  }

  private Answer get(Call call) {
    String owner = call.path("owner");
    Declarations.View view = declarations.find(owner).orElseThrow(() -> notFound(owner));
    return Answer.ok(out -> write(out, view, null));
  }

  private Answer apply(Call call) {
    Declarations.Request request = request(call);
    try {
      if (!call.caller().isUnrestricted()) {
        CodeRule.require(call.caller(), declarations.plan(request));
      }
      if (call.flagParam("dryRun")) {
        ImportPlan plan = declarations.plan(request);
        return Answer.ok(out -> PlanWriter.write(out, plan));
      }
      Declarations.Applied applied = declarations.apply(request);
      return Answer.ok(out -> write(out, applied.view(), applied.plan()));
    } catch (SettingsException e) {
      throw ApiException.of(400, e.getMessage());
    } catch (IllegalStateException e) {
      throw ApiException.of(409, e.getMessage());
    }
  }

  private static Declarations.Request request(Call call) {
    String owner = call.path("owner");
    if (!owner.matches("(?i)urn:\\S+") || owner.startsWith("urn:stackpack:")) {
      throw ApiException.badField(
          "owner",
          "\"" + owner + "\"",
          "a URN that is not of a StackPack, for example urn:stackstate:settings:a:b");
    }
    JsonFields body = call.body();
    String file = body.text("file").orElse("document");
    String document = body.text("document").orElseThrow(() -> body.bad("document", "a string"));
    return new Declarations.Request(
        owner, StjSource.of(file, document), body.requiredText("revision"), body.flag("adopt"));
  }

  private Answer delete(Call call) {
    String owner = call.path("owner");
    if (!declarations.delete(owner)) {
      throw notFound(owner);
    }
    return Answer.noContent();
  }

  private static void write(JsonGenerator out, Declarations.View view, ImportPlan plan)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("owner", view.owner());
    out.writeStringField("revision", view.revision());
    out.writeNumberField("nodes", view.ids().size());
    out.writeArrayFieldStart("ids");
    for (long id : view.ids().subList(0, Math.min(MOST_IDS, view.ids().size()))) {
      out.writeNumber(id);
    }
    out.writeEndArray();
    out.writeBooleanField("drifted", view.drifted());
    if (plan != null) {
      out.writeFieldName("applied");
      PlanWriter.write(out, plan);
    }
    out.writeEndObject();
  }

  private static ApiException notFound(String owner) {
    return ApiException.of(404, "nothing is declared for " + owner);
  }
}
