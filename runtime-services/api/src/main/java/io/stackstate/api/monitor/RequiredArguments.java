package io.stackstate.api.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.http.ApiException;

/** What a function cannot run without, of arguments that a client gives by name; pure. */
final class RequiredArguments {
  private RequiredArguments() {}

  /**
   * Arguments in the form of the settings are passed over: the runner reads them.
   *
   * @param arguments a map by name
   * @param function the JSON object of the function
   * @throws ApiException 400 that names the first one that is missing; what the platform fills in
   *     itself is not asked for
   */
  static void check(JsonNode arguments, JsonNode function) {
    if (!arguments.isObject()) {
      return;
    }
    for (JsonNode parameter : function.path("parameters")) {
      String name = parameter.path("name").asText();
      boolean asked =
          parameter.path("required").asBoolean() && !parameter.path("system").asBoolean();
      if (asked && !arguments.hasNonNull(name)) {
        throw ApiException.badField(
            "arguments." + name,
            "nothing",
            "a value of type " + parameter.path("type").asText() + ", which the function requires");
      }
    }
  }
}
