package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code View} of scripts (query sheet, section 6.7). */
public final class ViewApi {
  private final ViewSource views;

  ViewApi(ViewSource views) {
    this.views = views;
  }

  /** All views. */
  public AsyncScriptResult getAll() {
    return AsyncScriptResult.attempt(() -> views.all().stream().map(ViewApi::response).toList());
  }

  /** One view; fails when there is none. */
  public AsyncScriptResult withId(Number id) {
    return AsyncScriptResult.attempt(
        () ->
            views.all().stream()
                .filter(view -> view.id() == id.longValue())
                .findFirst()
                .map(ViewApi::response)
                .orElseThrow(() -> new ScriptApiException("there is no view with id " + id)));
  }

  private static Map<String, Object> response(ViewSource.SavedView saved) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("_type", "QueryView");
    view.put("id", saved.id());
    view.put("identifier", saved.identifier());
    view.put("name", saved.name());
    view.put("description", saved.description());
    view.put("query", saved.query());
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("_type", "QueryViewResponse");
    response.put("view", view);
    return response;
  }
}
