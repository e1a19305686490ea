package io.stackstate.api.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.health.HealthBoard;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.Json;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.Optional;

/**
 * What a monitor would say with other arguments, what a monitor function says with some, and what a
 * monitor says now (health sheet, section 3.4). Nothing of it changes anything.
 */
public final class MonitorPreviewResource {
  private static final String ONE = "/api/monitors/{monitor}";
  private static final String FUNCTION = "MonitorFunction";

  private final SettingsNodes settings;
  private final AskedRun runs;
  private final HealthBoard health;

  public MonitorPreviewResource(SettingsNodes settings, AskedRun runs, HealthBoard health) {
    this.settings = settings;
    this.runs = runs;
    this.health = health;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_SETTINGS, ONE + "/checkStates", this::checkStates)
        .post(Permission.RUN_MONITORS, ONE + "/preview", call -> result(preview(call)))
        .post(
            Permission.RUN_MONITORS,
            ONE + "/preview/checkStates",
            call -> states(call, this::preview))
        .post(Permission.RUN_MONITORS, ONE + "/test", call -> result(test(call)))
        .post(Permission.RUN_MONITORS, ONE + "/test/checkStates", call -> states(call, this::test));
  }

  /** A run without consequences. */
  private interface Trial {
    MonitorRunResult of(Call call) throws InterruptedException;
  }

  private Answer checkStates(Call call) {
    StoredMonitor monitor = MonitorResource.find(settings, call);
    ListedStates listed = ListedStates.of(call);
    health.requireComplete();
    String urn = MonitorStream.urn(monitor.id());
    return listed.stored(urn, health.states(urn, null));
  }

  /** The monitor as it is stored, but for the arguments in the body, if any. */
  private MonitorRunResult preview(Call call) throws InterruptedException {
    StoredMonitor monitor = MonitorResource.find(settings, call);
    String idOrUrn = call.path("monitor");
    Node function = MonitorResource.requireFunction(settings, monitor, idOrUrn);
    ObjectNode changed = monitor.node().content().deepCopy();
    return run(call, idOrUrn, changed, function);
  }

  /** A function with the arguments in the body. */
  private MonitorRunResult test(Call call) throws InterruptedException {
    String idOrUrn = call.path("monitor");
    Node function = function(idOrUrn);
    ObjectNode monitor =
        Json.mapper()
            .createObjectNode()
            .put("_type", StoredMonitor.TYPE)
            .put("name", function.name())
            .put("function", function.id())
            .put("intervalSeconds", 1);
    return run(call, idOrUrn, monitor, function);
  }

  private MonitorRunResult run(Call call, String idOrUrn, ObjectNode monitor, Node function)
      throws InterruptedException {
    Optional<JsonNode> given = arguments(call);
    if (given.isPresent()) {
      RequiredArguments.check(given.get(), function.content());
      monitor.set("arguments", given.get());
    }
    return runs.of(idOrUrn, monitor, function.content(), true);
  }

  private Node function(String idOrUrn) {
    MonitorResource.requireIdOrUrn(idOrUrn);
    return settings
        .named(idOrUrn)
        .filter(node -> node.type().equals(FUNCTION))
        .orElseThrow(() -> MonitorErrors.notFound(idOrUrn));
  }

  /** {@code arguments} of the body in either form; empty without a body or without them. */
  private static Optional<JsonNode> arguments(Call call) {
    if (call.bodyText().isBlank()) {
      return Optional.empty();
    }
    JsonNode body;
    try {
      body = Json.mapper().readTree(call.bodyText());
    } catch (JsonProcessingException e) {
      throw ApiException.of(400, "the body is not JSON; expected {\"arguments\": ...}");
    }
    JsonNode arguments = body.path("arguments");
    if (!body.isObject() || !arguments.isMissingNode() && !arguments.isContainerNode()) {
      throw ApiException.of(
          400,
          "arguments: found %s, expected a list of arguments or a map by name"
              .formatted(body.isObject() ? arguments.getNodeType() : body.getNodeType()));
    }
    return arguments.isMissingNode() ? Optional.empty() : Optional.of(arguments);
  }

  private static Answer result(MonitorRunResult result) {
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("result");
          MonitorWriter.result(out, result, true);
          out.writeEndObject();
        });
  }

  private static Answer states(Call call, Trial trial) throws InterruptedException {
    ListedStates listed = ListedStates.of(call);
    return listed.ran(trial.of(call));
  }
}
