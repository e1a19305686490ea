package io.stackstate.api.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.check.ArgumentRequest.Target;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.functions.ParameterType;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.CheckRule;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code Check} of a request (health sheet, section 2.1). Functions may also be named by
 * their identifiers, parameters and streams by their names.
 */
final class CheckRequest {
  private static final String FUNCTION = "CheckFunction";

  private final SettingsNodes settings;
  private final ElementChecks sent;
  private final List<TelemetryStream> given;

  /**
   * @param sent streams that agents sent of the element
   * @param given streams that templates and people gave it
   */
  CheckRequest(SettingsNodes settings, ElementChecks sent, List<TelemetryStream> given) {
    this.settings = settings;
    this.sent = sent;
    this.given = given;
  }

  /**
   * The check as it is stored, without id.
   *
   * @throws ApiException 400, which names the field
   */
  ObjectNode read(JsonFields body) {
    if (!body.text("_type").orElse("Check").equals("Check")) {
      throw body.bad("_type", "Check");
    }
    StreamRequest.requireMade(body);
    Node function = function(body);
    ObjectNode check = JsonNodeFactory.instance.objectNode();
    check.put("_type", "Check");
    check.put("name", body.requiredText("name"));
    body.text("description").ifPresent(text -> check.put("description", text));
    body.text("remediationHint").ifPresent(text -> check.put("remediationHint", text));
    check.put("function", function.id());
    arguments(body, function.content().path("parameters"), check.putArray("arguments"));
    requireValid(check);
    return check;
  }

  private Node function(JsonFields body) {
    Optional<Object> reference =
        body.has("function") ? Optional.of(body.plain("function")) : Optional.empty();
    return reference
        .flatMap(given -> StreamRequest.node(settings, given))
        .filter(node -> node.type().equals(FUNCTION))
        .orElseThrow(() -> body.bad("function", "the id or identifier of a check function"));
  }

  private void arguments(JsonFields body, JsonNode parameters, ArrayNode to) {
    KnownStreams streams = KnownStreams.of(sent.streams(), given);
    Set<Long> filled = new HashSet<>();
    for (JsonFields argument : body.objects("arguments")) {
      JsonNode parameter = parameter(argument, parameters);
      Target target =
          new Target(
              parameter.path("id").asLong(),
              parameter.path("name").asText(),
              ParameterType.of(parameter.path("type").asText()));
      if (!filled.add(target.id()) && !parameter.path("multiple").asBoolean()) {
        throw argument.bad(
            "parameter", "another one: " + target.name() + " takes one argument only");
      }
      to.add(ArgumentRequest.read(argument, target, streams));
    }
    for (JsonNode parameter : parameters) {
      if (parameter.path("required").asBoolean()
          && !filled.contains(parameter.path("id").asLong())) {
        throw ApiException.badField(
            "arguments",
            "none for the parameter " + parameter.path("name").asText(),
            "one, for it is required");
      }
    }
  }

  private static JsonNode parameter(JsonFields argument, JsonNode parameters) {
    String reference = argument.has("parameter") ? String.valueOf(argument.plain("parameter")) : "";
    for (String field : List.of("id", "name")) {
      for (JsonNode parameter : parameters) {
        if (parameter.path(field).asText().equals(reference)) {
          return parameter;
        }
      }
    }
    throw argument.bad("parameter", "the id or name of a parameter of the function");
  }

  /** By the rules of those who will evaluate it, so that nothing is taken that they refuse. */
  private void requireValid(ObjectNode check) {
    List<CheckDefinition> read =
        TemplateChecksReader.with(
                new ElementChecks(sent.streams(), List.of()),
                given,
                List.of(new Check(1, check.path("name").asText(), check.toString())))
            .checks();
    if (read.get(0).rule() instanceof CheckRule.Invalid invalid) {
      throw ApiException.of(400, invalid.message());
    }
  }
}
