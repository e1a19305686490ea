package io.stackstate.api.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.stackgraph.gremlin.GremlinAnswer;
import io.stackstate.stackgraph.gremlin.GremlinConsole;
import io.stackstate.stackgraph.gremlin.GremlinException;
import io.stackstate.stackgraph.gremlin.GremlinLimits;
import io.stackstate.stackgraph.gremlin.GremlinRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /admin/gremlin}: Gremlin on the current graph, in the shapes of Gremlin Server over
 * HTTP. Reads only, off unless configured. The text is read by Gremlin's grammar, whatever {@code
 * language} a client names: there is no Groovy. Whoever accepts {@code
 * application/vnd.gremlin-v3.0+json} gets GraphSON 3 with types, all others without.
 */
public final class GremlinResource {
  private static final String TYPED = "application/vnd.gremlin-v3.0+json";
  private static final List<String> LANGUAGES = List.of("gremlin-lang", "gremlin-groovy");

  private final GremlinConsole console;
  private final GremlinSettings settings;
  private final Semaphore active;

  public GremlinResource(GremlinConsole console, GremlinSettings settings) {
    this.console = console;
    this.settings = settings;
    this.active = new Semaphore(settings.maxActive());
  }

  public void bind(Routes routes) {
    routes.post(Permission.ACCESS_ADMIN_API, "/admin/gremlin", this::run);
  }

  private Answer run(Call call) {
    if (!settings.enabled()) {
      throw ApiException.of(
          404, "Gremlin is off; stackstate.api.gremlin.enabled = true turns it on");
    }
    GremlinRequest request = request(call);
    if (!active.tryAcquire()) {
      throw ApiException.of(
          503, "found " + settings.maxActive() + " traversals running already; try again later");
    }
    try {
      GremlinAnswer answer = console.run(request, limits(call));
      return Answer.ok(out -> write(out, answer, request.typed()));
    } catch (GremlinException e) {
      throw ApiException.of(status(e.reason()), e.getMessage());
    } finally {
      active.release();
    }
  }

  private static GremlinRequest request(Call call) {
    JsonFields body = call.body();
    String text = body.requiredText("gremlin");
    String language = body.text("language").orElse(LANGUAGES.get(0));
    if (!LANGUAGES.contains(language)) {
      throw body.bad("language", "one of " + String.join(", ", LANGUAGES));
    }
    Map<String, Object> bindings = new HashMap<>();
    JsonFields values = body.object("bindings");
    values.names().forEach(name -> bindings.put(name, values.plain(name)));
    String accepted = call.header("accept").orElse("").replace(" ", "");
    boolean typed = accepted.contains(TYPED) && !accepted.contains("types=false");
    return new GremlinRequest(text, bindings, typed);
  }

  /** A request may ask for less time than is configured, as Gremlin Server has it. */
  private GremlinLimits limits(Call call) {
    long most = settings.timeout().toMillis();
    Duration timeout =
        Duration.ofMillis(call.longParam("timeout-ms", 1, Integer.MAX_VALUE).orElse(most));
    return new GremlinLimits(
        timeout.compareTo(settings.timeout()) < 0 ? timeout : settings.timeout(),
        settings.maxVisited(),
        settings.maxResults(),
        call::isCancelled);
  }

  private static int status(GremlinException.Reason reason) {
    return switch (reason) {
      case SYNTAX, FAILED -> 400;
      case FORBIDDEN -> 403;
      case TIMEOUT -> 408;
      case TOO_LARGE -> 413;
    };
  }

  private static void write(JsonGenerator out, GremlinAnswer answer, boolean typed)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("requestId", UUID.randomUUID().toString());
    out.writeObjectFieldStart("status");
    out.writeStringField("message", answer.complete() ? "" : "there are more results");
    out.writeNumberField("code", 200);
    writeMap(out, "attributes", typed, answer.complete() ? Map.of() : Map.of("complete", false));
    out.writeEndObject();
    out.writeObjectFieldStart("result");
    out.writeFieldName("data");
    out.writeRawValue(new String(answer.data(), StandardCharsets.UTF_8));
    writeMap(out, "meta", typed, Map.of());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void writeMap(
      JsonGenerator out, String field, boolean typed, Map<String, Boolean> values)
      throws IOException {
    out.writeObjectFieldStart(field);
    if (typed) {
      out.writeStringField("@type", "g:Map");
      out.writeArrayFieldStart("@value");
    }
    for (Map.Entry<String, Boolean> value : values.entrySet()) {
      if (typed) {
        out.writeString(value.getKey());
        out.writeBoolean(value.getValue());
      } else {
        out.writeBooleanField(value.getKey(), value.getValue());
      }
    }
    if (typed) {
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
