package io.stackstate.api.script;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.script.Scripts.Wanted;
import java.util.Optional;

/**
 * {@code POST /api/script/execute}, and the older {@code POST /api/script} (REST sheet, section
 * 6.6; query sheet, section 8).
 */
public final class ScriptResource {
  private static final String OLDER = "GroovyScript";

  private final Scripts scripts;
  private final ScriptSight sight;

  public ScriptResource(Scripts scripts, ScriptSight sight) {
    this.scripts = scripts;
    this.sight = sight;
  }

  public void bind(Routes routes) {
    routes.post(Permission.EXECUTE_SCRIPTS, "/api/script/execute", this::execute);
    routes.post(Permission.EXECUTE_SCRIPTS, "/api/script", this::executeOlder);
  }

  private Answer execute(Call call) throws InterruptedException {
    JsonFields body = call.body();
    Wanted wanted =
        new Wanted(
            text(body, "script"),
            body.text("argumentsScript").filter(text -> !text.isBlank()),
            body.whole("timeoutMs", 0, "a whole number of milliseconds above 0")
                .filter(millis -> millis > 0));
    try {
      return ScriptAnswer.of(scripts.run(wanted, sight.of(call.caller())));
    } catch (ScriptFailure e) {
      throw e.answer();
    }
  }

  private Answer executeOlder(Call call) throws InterruptedException {
    JsonFields body = call.body();
    if (!OLDER.equals(body.text("_type").orElse(OLDER))) {
      throw body.bad("_type", OLDER);
    }
    Wanted wanted = new Wanted(text(body, "body"), Optional.empty(), Optional.empty());
    try {
      Object value = scripts.run(wanted, sight.of(call.caller())).value();
      return Answer.ok(
          out -> {
            out.writeStartObject();
            out.writeObjectField("result", value);
            out.writeEndObject();
          });
    } catch (ScriptFailure e) {
      throw ApiException.withBody(
          e.status(),
          e.getMessage(),
          out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("errors");
            out.writeStartObject();
            out.writeStringField("message", e.getMessage());
            out.writeNumberField("errorCode", e.status());
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
          });
    }
  }

  /** Its white space is the script's own. */
  private static String text(JsonFields body, String field) {
    body.requiredText(field);
    return body.text(field).orElseThrow();
  }
}
