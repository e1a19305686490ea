package io.stackstate.api.action;

import io.stackstate.api.http.ApiException;

/** Why an action is not run. */
final class ActionErrors {
  private ActionErrors() {}

  static ApiException notFound(String idOrUrn) {
    return ApiException.typed(
        404,
        "ComponentActionNotFound",
        "there is no component action " + idOrUrn,
        out -> out.writeStringField("actionId", idOrUrn));
  }

  static ApiException notBound(ComponentAction action, String component) {
    return ApiException.typed(
        409,
        "ComponentActionNotBound",
        "component %s does not have the action \"%s\": its bindQuery selects others"
            .formatted(component, action.name()),
        out -> out.writeStringField("actionId", Long.toString(action.id())));
  }

  /**
   * @param problem with its bind query
   */
  static ApiException invalid(ComponentAction action, String problem) {
    return ApiException.typed(
        400,
        "ComponentActionInvalid",
        "the action \"%s\" cannot be run: %s".formatted(action.name(), problem),
        out -> out.writeStringField("actionId", Long.toString(action.id())));
  }
}
